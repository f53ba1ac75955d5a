import { roundNumber, titleFilm } from '../../../core/fingerprint/index.ts';
import {
  type CropPlan,
  type FrameSource,
  findGaps,
  type LetterboxSample,
  type PacketIndex,
  planDraft,
  planOneCrop,
  type Span,
  searchCrop,
  toTicks,
} from '../../../core/frame/index.ts';
import {
  type AssemblyOptions,
  assembleFingerprint,
  type CollectedFilm,
  chooseThumbnailTimes,
  createColumnCollector,
  createShotCollector,
  createThumbnailCollector,
  describeSampling,
  type FilmSampling,
  type FrameColors,
  limitRange,
  planSamples,
  secondsAt,
} from '../../../core/pipeline/index.ts';
import { CANVAS_ENCODER } from '../decode/encode-picture.ts';
import { EventBatch } from './event-batch.ts';
import { createFilmSound } from './film-sound.ts';
import { identifyFile } from './identify-film.ts';
import type { FilmEvent } from './messages.ts';
import { spreadOrder } from './spread-order.ts';
import { StageRunner } from './stage-runner.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The defaults of the command line, but for the loop filter, which WebCodecs never skip. */
const OPTIONS: AssemblyOptions = {
  mode: 'exact',
  hasShortcuts: false,
  crop: 'auto',
  trim: 'none',
  clustering: { clusters: 'auto', space: 'oklab', seed: 0 },
  askedSamples: null,
  askedEnd: null,
  tool: { name: 'chromatheque', version: CHROMATHEQUE_VERSION },
};

/** A film of which fewer packets than this are decoded has no draft: the exact stage is as fast. */
const MIN_DRAFT_PACKETS = 1_500;

/** A film that is being read. */
interface ReadingFilm {
  readonly sampling: FilmSampling;
  readonly index: PacketIndex;
  readonly spans: readonly Span[];
  readonly runner: StageRunner;
  readonly batch: EventBatch;
  readonly emit: (event: FilmEvent) => void;
}

/** What is read of a film. */
export interface FilmReading {
  /** Instants to sample, at most one per frame. */
  readonly samples: number;
  /** Whether shots are detected: every frame is decoded. */
  readonly hasShots: boolean;
}

/**
 * Read a film in stages: key frames over the whole film, then the frames of all instants from
 * everywhere at once, and between them its sound.
 *
 * @throws {FilmError}
 */
export async function readFilm(
  file: File,
  asked: FilmReading,
  source: FrameSource,
  pool: WorkerPool,
  emit: (event: FilmEvent) => void,
): Promise<void> {
  const { sampling, index, spans } = await planFile(file, asked, source);
  emit({ kind: 'surveyed', head: describeSampling(sampling, OPTIONS), times: sampling.times });
  const batch = new EventBatch(emit);
  const runner = new StageRunner(pool, OPTIONS.clustering, sampling.info, batch);
  const film: ReadingFilm = { sampling, index, spans, runner, batch, emit };
  const { crop, measured } = await findLetterbox(film);
  await readDraft(film, crop, measured);
  const collected = await readExact(film, crop);
  const { fingerprint, warnings } = await assembleFingerprint(file.name, { ...sampling, crop }, collected, OPTIONS);
  emit({ kind: 'done', fingerprint, warnings: warnings.map(toSentence) });
}

async function planFile(
  file: File,
  { samples, hasShots }: FilmReading,
  source: FrameSource,
): Promise<Pick<ReadingFilm, 'sampling' | 'index' | 'spans'>> {
  const [{ info, index }, id] = await Promise.all([source.survey(), identifyFile(file)]);
  const stretch = limitRange(info, { from: 0, to: null, samples });
  const { spans, times, answers, shots } = planSamples({ info, index }, stretch, OPTIONS.mode, hasShots);
  const sampling: FilmSampling = {
    id,
    name: file.name,
    title: titleFilm(info.title, file.name),
    info,
    backend: source.backend,
    warnings: source.warnings,
    stretch,
    crop: planOneCrop(info.width, info.height, info.track.firstTicks),
    gaps: findGaps(index),
    times,
    answers,
    shots,
  };
  return { sampling, index, spans };
}

/**
 * Find the letterbox from key frames over the whole film, which are also shown as a draft.
 *
 * @returns the crop, and the wanted times of the frames that were measured.
 */
async function findLetterbox(film: ReadingFilm): Promise<{ crop: CropPlan; measured: ReadonlySet<number> }> {
  const measured = new Set<number>();
  const crop = await searchCrop(film.sampling.info, film.index, async ({ spans, lead }) => {
    const runs = runsOf(spans);
    const thumbnails = Float64Array.from(runs.flatMap((run) => [...run.wanted]));
    const samples: LetterboxSample[] = [];
    await film.runner.run('look', { runs, crop: null, thumbnails, shots: null }, (frame) => {
      measured.add(frame.wanted);
      samples.push({ ticks: frame.wanted - lead, bars: frame.bars ?? null });
      showDraftFrame(film, frame);
    });
    return samples.sort((a, b) => a.ticks - b.ticks);
  });
  return { crop, measured };
}

/** Show the key frames nearest to all instants, except those that were shown already. */
async function readDraft(film: ReadingFilm, crop: CropPlan, shown: ReadonlySet<number>): Promise<void> {
  const { info, times } = film.sampling;
  const packets = runsOf(film.spans).reduce((sum, run) => sum + run.packets, 0);
  if (packets <= MIN_DRAFT_PACKETS) return;
  const draft = planDraft(film.index, info.track, toTicks(times, info.track.firstTicks, info.timeBase));
  const runs = runsOf(draft.spans).filter(({ wanted }) => !shown.has(wanted[0]!));
  await film.runner.run('draft', { runs, crop, thumbnails: new Float64Array(), shots: null }, (frame) =>
    showDraftFrame(film, frame),
  );
}

/** Read the frames of all instants, and the sound between them. */
async function readExact(film: ReadingFilm, crop: CropPlan): Promise<CollectedFilm> {
  const { sampling, runner, batch, emit } = film;
  const { times, answers } = sampling;
  const columns = createColumnCollector(sampling, false, (slot, column) => batch.addColumn({ column, slot }));
  const shots = sampling.shots && createShotCollector(sampling.info, sampling.shots, CANVAS_ENCODER);
  const pictures = createThumbnailCollector(times.length, OPTIONS.mode, CANVAS_ENCODER);
  const sound = createFilmSound(sampling, runner, columns, emit);
  const putFrame = (frame: FrameColors) => {
    shots?.putFrame(frame);
    for (const slot of columns.putFrame(frame)) {
      const jpeg = pictures.put(slot, frame);
      if (jpeg !== undefined) void emitThumbnail(film, frame.pts, jpeg);
    }
  };
  const measureSound = Array.from(spreadOrder(sound.spans.length), (place) => () => sound.collect(sound.spans[place]!));
  const thumbnails = chooseThumbnailTimes(answers, OPTIONS.mode);
  const spanShots = sampling.shots && { columns: answers, keys: sampling.shots.keys };
  const plan = { runs: runsOf(film.spans), crop, thumbnails, shots: spanShots };
  const report = await runner.run('exact', plan, putFrame, measureSound);
  shots?.putSpans(report.shots ?? []);
  batch.flush();
  return { columns: columns.columns(), damagedPackets: report.damagedPackets, sound, pictures, shots };
}

/** Show a frame as a column at its own time. */
function showDraftFrame(film: ReadingFilm, { pts, swatches, measures, thumbnail }: FrameColors): void {
  if (measures === undefined) return;
  const time = roundNumber(secondsAt(film.sampling.info, pts));
  film.batch.addColumn({ column: { time, frameTime: time, swatches, measures }, slot: null });
  if (thumbnail === undefined) return;
  const jpeg = 'jpeg' in thumbnail ? Promise.resolve(thumbnail.jpeg) : CANVAS_ENCODER.encodeJpeg(thumbnail);
  void emitThumbnail(film, pts, jpeg);
}

async function emitThumbnail({ sampling, emit }: ReadingFilm, pts: number, jpeg: Promise<Uint8Array>): Promise<void> {
  const file = new Blob([(await jpeg) as BlobPart], { type: 'image/jpeg' });
  emit({ kind: 'thumbnail', seconds: roundNumber(secondsAt(sampling.info, pts)), jpeg: file });
}

const runsOf = (spans: readonly Span[]) => spans.flatMap(({ runs }) => runs);

/** Write a warning as a sentence with capital and full stop. */
const toSentence = (warning: string): string => `${warning[0]!.toUpperCase()}${warning.slice(1)}.`;
