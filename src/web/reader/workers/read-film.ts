import { COLOR_ALGORITHM } from '../../../core/cluster/index.ts';
import {
  buildFilmPalette,
  type Column,
  type ColumnSound,
  chooseThumbnails,
  describeCrop,
  describeFilm,
  type Fingerprint,
  FORMAT_NAME,
  FORMAT_VERSION,
  isReadableTitle,
  neutralizeColumns,
  packSqueezed,
  roundNumber,
  type Thumbnail,
  titleFilm,
  UNREADABLE_TITLE,
} from '../../../core/fingerprint/index.ts';
import {
  type CropPlan,
  createLoudnessCollector,
  type DecodeRun,
  FilmError,
  type FrameSource,
  formatCount,
  type LetterboxSamplePlan,
  limitSamples,
  planDecode,
  planDraft,
  planInstants,
  planOneCrop,
  type SoundInfo,
  type SoundReport,
  SQUEEZED_ROWS,
  searchCrop,
  toTicks,
  warnOfClocks,
} from '../../../core/frame/index.ts';
import { blobToBase64, encodeJpegBlob, encodePngBlob } from '../decode/encode-picture.ts';
import { identifyFile } from './identify-film.ts';
import type { FilmEvent, FingerprintHead, FoundColumn, FoundFrame, SpanRequest, Stage } from './messages.ts';
import { spreadOrder } from './spread-order.ts';
import type { WorkerPool } from './worker-pool.ts';

/** As on the command line. */
const CLUSTERING = { clusters: 'auto', space: 'oklab', seed: 0 } as const;

/** Groups of pictures that a worker is given at once: few, so that the film fills everywhere and a pause is soon. */
const RUNS_A_SPAN = 2;
const KEY_FRAMES_A_SPAN = 6;

/** A film of which fewer packets than this are decoded has no draft: it is done as soon. */
const DRAFT_PACKETS = 1_500;

/** Milliseconds between news of columns. */
const NEWS_MS = 40;

/**
 * Read a film: key frames over the whole of it first, then the frame of every instant, from everywhere at once, and between these its sound.
 *
 * @param samples instants, at most one a frame.
 * @throws {FilmError}
 */
export async function readFilm(
  file: File,
  samples: number,
  source: FrameSource,
  crew: WorkerPool,
  tell: (news: FilmEvent) => void,
): Promise<void> {
  const [{ info, index }, id] = await Promise.all([source.survey(), identifyFile(file)]);
  const { track, timeBase } = info;
  const tick = timeBase.num / timeBase.den;
  const seconds = (track.endTicks - track.firstTicks) * tick;
  const times = planInstants(0, seconds, limitSamples(samples, seconds, track.frames / seconds));
  const whole = planOneCrop(info.width, info.height, track.firstTicks);
  const headWith = (
    crop: CropPlan,
    missing: number,
    neutralized: number,
    sound: SoundInfo | null | undefined,
  ): FingerprintHead => ({
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    film: {
      ...describeFilm(info, { id, name: file.name, title: titleFilm(info.title, file.name) }),
      ...(sound !== undefined && { sound }),
    },
    sampling: {
      samples: times.length,
      mode: 'exact',
      shortcuts: false,
      from: 0,
      to: roundNumber(seconds),
      missing,
      crop: describeCrop(crop, info, 'auto'),
      backend: source.backend,
    },
    clustering: { ...CLUSTERING, algorithm: COLOR_ALGORITHM, neutralized },
    tool: { name: 'chromatheque', version: CHROMATHEQUE_VERSION },
  });
  tell({ kind: 'surveyed', head: headWith(whole, 0, 0, undefined), times });

  const news = createNews(tell);
  let taskId = 0;
  /** @param asides what else is begun meanwhile, evenly spread: the first of them after some of the runs. */
  const runTasks = async (
    stage: Stage,
    runs: readonly DecodeRun[],
    crop: CropPlan | null,
    thumbnails: Float64Array,
    onFrame: (frame: FoundFrame) => void,
    asides: readonly (() => Promise<void>)[] = [],
  ): Promise<number> => {
    const order = Array.from(spreadOrder(runs.length), (place) => runs[place]!);
    const size = stage === 'exact' ? RUNS_A_SPAN : KEY_FRAMES_A_SPAN;
    const total = runs.reduce((sum, { wanted }) => sum + wanted.length, 0);
    let done = 0;
    const tasks: SpanRequest[] = [];
    for (let at = 0; at < order.length; at += size) {
      const span = { runs: order.slice(at, at + size) };
      tasks.push({ id: taskId++, span, clustering: CLUSTERING, shown: info, crop, thumbnails });
    }
    const parts = Math.max(1, asides.length);
    const cut = (part: number) => Math.floor((part * tasks.length) / parts);
    const damaged: Promise<number>[] = [];
    const begun: (Promise<void> | undefined)[] = [];
    for (let part = 0; part < parts; part++) {
      const some = crew.run(tasks.slice(cut(part), cut(part + 1)), (frame) => {
        onFrame(frame);
        news.progress(stage, ++done, total);
      });
      damaged.push(some);
      begun.push(asides[part]?.());
    }
    await Promise.all(begun);
    return (await Promise.all(damaged)).reduce((sum, packets) => sum + packets, 0);
  };
  const secondsAt = (ticks: number) => roundNumber((ticks - track.firstTicks) * tick);
  const tellDraft = ({ pts, found, thumbnail }: FoundFrame) => {
    if (found === null) return;
    const at = secondsAt(pts);
    news.column({
      column: { time: at, frameTime: at, swatches: found.swatches, measures: found.measures },
      slot: null,
    });
    if (thumbnail !== null)
      void encodeJpegBlob(thumbnail).then((jpeg) => tell({ kind: 'thumbnail', seconds: at, jpeg }));
  };

  const lookedAt = new Set<number>();
  const look = async ({ spans, lead }: LetterboxSamplePlan) => {
    const runs = spans.flatMap((span) => span.runs);
    const looks: { ticks: number; bars: FoundFrame['bars'] }[] = [];
    const wanted = Float64Array.from(runs.flatMap((run) => [...run.wanted]));
    await runTasks('look', runs, null, wanted, (frame) => {
      lookedAt.add(frame.wanted);
      looks.push({ ticks: frame.wanted - lead, bars: frame.bars });
      tellDraft(frame);
    });
    return looks.sort((a, b) => a.ticks - b.ticks);
  };
  const crop = await searchCrop(info, index, look);

  const instants = toTicks(times, track.firstTicks, timeBase);
  const exact = planDecode(index, track.isTimed, instants);
  const exactRuns = exact.spans.flatMap((span) => span.runs);
  if (exactRuns.reduce((sum, run) => sum + run.packets, 0) > DRAFT_PACKETS) {
    const draft = planDraft(index, track, instants).spans.flatMap((span) => span.runs);
    const rest = draft.filter(({ wanted }) => !lookedAt.has(wanted[0]!));
    await runTasks('draft', rest, crop, new Float64Array(), tellDraft);
  }

  const columns: Column[] = Array.from(times, (time) => ({ time: roundNumber(time), frameTime: null, swatches: [] }));
  const album = createAlbum(times.length);
  const slots = new Map<number, number[]>();
  for (const [slot, wanted] of exact.answers.entries()) slots.set(wanted, [...(slots.get(wanted) ?? []), slot]);
  const sounds: (ColumnSound | null)[] = [];
  const listening = createLoudnessCollector(
    times,
    (part) =>
      info.parts === undefined
        ? crew.listen({ id: taskId++, origin: track.firstTicks * tick, instants: part })
        : Promise.resolve(describeUnheard(part)),
    ({ first }, loudness) => {
      if (loudness === null) return;
      for (const [i, sound] of loudness.entries()) sounds[first + i] = sound;
      tell({ kind: 'sounds', first, sounds: loudness });
    },
  );
  const listens = Array.from(
    spreadOrder(listening.spans.length),
    (place) => () => listening.collect(listening.spans[place]!),
  );
  const putFrame = (frame: FoundFrame) => {
    const { found, pts, wanted, thumbnail } = frame;
    for (const slot of slots.get(wanted) ?? []) {
      const time = columns[slot]!.time;
      if (found !== null) {
        columns[slot] = { time, frameTime: secondsAt(pts), swatches: found.swatches, measures: found.measures };
        album.putSqueezed(slot, found.squeezed);
        if (thumbnail !== null) {
          const jpeg = album.putThumbnail(slot, thumbnail);
          void jpeg?.then((blob) => tell({ kind: 'thumbnail', seconds: secondsAt(pts), jpeg: blob }));
        }
      }
      news.column({ column: columns[slot]!, slot });
    }
  };
  const damaged = await runTasks('exact', exactRuns, crop, album.wantedOf(exact.answers), putFrame, listens);
  news.flush();

  const missing = columns.filter(({ frameTime }) => frameTime === null).length;
  if (missing === columns.length)
    throw new FilmError('decode-failed', `Not one frame of ${file.name} could be decoded.`);
  const heard = columns.map((column, slot) => (slot in sounds ? { ...column, sound: sounds[slot]! } : column));
  const { columns: settled, neutralized } = neutralizeColumns(heard);
  const palette = buildFilmPalette(settled);
  const fingerprint: Fingerprint = {
    ...headWith(crop, missing, neutralized, listening.info()),
    ...(palette !== null && { palette }),
    pictures: await album.bind(),
    columns: settled,
  };
  const warnings: string[] = [...source.warnings, ...warnOfClocks(info.parts)].map(toSentence);
  if (!isReadableTitle(info.title)) warnings.push(toSentence(UNREADABLE_TITLE));
  if (missing > 0)
    warnings.push(
      `${missing} of ${formatCount(columns.length, 'frame')} could not be decoded; ${missing === 1 ? 'its column is' : 'their columns are'} left empty.`,
    );
  else if (damaged > 0)
    warnings.push(`${formatCount(damaged, 'packet is', 'packets are')} damaged; none of the sampled frames is.`);
  warnings.push(...listening.warnings().map(toSentence));
  tell({ kind: 'done', fingerprint, warnings });
}

/** Report the sound of a film with several clocks: by its times alone it cannot be known which part it belongs to. */
const describeUnheard = (instants: Float64Array): SoundReport => ({
  info: undefined,
  loudness: Array.from(instants, () => null),
  damagedPackets: 0,
  problem: 'the sound of joined recordings is not read in the browser',
});

const toSentence = (warning: string): string => `${warning[0]!.toUpperCase()}${warning.slice(1)}.`;

/** Gathers what happens, so that the page hears of it some times a second and not a thousand. */
function createNews(tell: (news: FilmEvent) => void) {
  let columns: FoundColumn[] = [];
  let progress: (FilmEvent & { kind: 'progress' }) | null = null;
  let last = 0;
  const flush = () => {
    if (columns.length > 0) tell({ kind: 'columns', columns });
    if (progress !== null) tell(progress);
    columns = [];
    progress = null;
    last = performance.now();
  };
  return {
    column: (column: FoundColumn) => void columns.push(column),
    progress(stage: Stage, done: number, total: number) {
      progress = { kind: 'progress', stage, done, total };
      if (done === total || performance.now() - last >= NEWS_MS) flush();
    },
    flush,
  };
}

/** Gathers the pictures of a film's columns. */
function createAlbum(count: number) {
  const squeezed: (Uint8Array | undefined)[] = Array.from({ length: count }, () => undefined);
  const places = new Set(chooseThumbnails(count, 'exact'));
  const thumbnails = new Map<number, Promise<Blob>>();
  return {
    wantedOf: (answers: Float64Array) => answers.filter((_, slot) => places.has(slot)),
    putSqueezed(slot: number, pixels: Uint8Array | undefined) {
      squeezed[slot] = pixels;
    },
    putThumbnail(slot: number, picture: NonNullable<FoundFrame['thumbnail']>): Promise<Blob> | undefined {
      if (places.has(slot)) thumbnails.set(slot, encodeJpegBlob(picture));
      return thumbnails.get(slot);
    },
    async bind() {
      const files: Thumbnail[] = [];
      for (const [column, blob] of [...thumbnails].sort(([one], [other]) => one - other)) {
        files.push({ column, jpeg: await blobToBase64(await blob) });
      }
      const png = await encodePngBlob({ width: count, height: SQUEEZED_ROWS, data: packSqueezed(squeezed) });
      return { thumbnails: files, squeezed: await blobToBase64(png) };
    },
  };
}
