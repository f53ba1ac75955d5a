import { type Column, chooseThumbnails, roundNumber } from '../../../core/fingerprint/index.ts';
import { planDecode, planDraft, planInstants, type Span, toTicks } from '../../../core/frame/index.ts';
import type { FrameColors, SpanRunner, SpanTask, Survey } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';
import { createColumnCollector } from './column-collector.ts';
import { type FilmListening, listenToFilm } from './loudness.ts';
import type { CheckedFingerprintOptions } from './options.ts';
import type { FilmPlan } from './plan.ts';
import { createThumbnailCollector, type ThumbnailCollector } from './thumbnails.ts';

/** A stretch of film, seconds on its own clock, and how many instants of it are sampled at most. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  readonly samples: number;
}

/** What to decode for the columns of a fingerprint. */
export interface SamplePlan {
  readonly spans: readonly Span[];
  /** The time of each column, seconds on the film's own clock, shape (n,). */
  readonly times: Float64Array;
  /** The time of the spans that answers it, ticks, shape (n,). */
  readonly answers: Float64Array;
}

/**
 * Plan a film's columns: one for each instant or, in a draft, for each key frame near one. A film that marks no key frames has no draft
 * and is sampled exactly.
 */
export function planColumns(
  { info, index }: Survey,
  { from, to, samples }: TimeRange,
  mode: CheckedFingerprintOptions['mode'],
): SamplePlan {
  const { track, timeBase } = info;
  const times = planInstants(from, to, samples);
  const instants = toTicks(times, track.firstTicks, timeBase);
  if (mode === 'draft') {
    const { spans, answers, ticks } = planDraft(index, track, instants);
    const tick = timeBase.num / timeBase.den;
    if (ticks.length > 0) return { spans, answers, times: ticks.map((at) => (at - track.firstTicks) * tick) };
  }
  return { times, ...planDecode(index, track.isTimed, instants) };
}

/** What came of looking and of listening. */
export interface SampledColumns {
  readonly columns: Column[];
  readonly damagedPackets: number;
  readonly listening: FilmListening | null;
  readonly album: ThumbnailCollector | null;
}

/** Say what a span of a film is worked off with: all of its task but the span. */
export function describeSpanTask(
  path: string,
  { info, reader, crop, times, answers }: FilmPlan,
  { clusters, space, seed, mode, pictures }: CheckedFingerprintOptions,
): Omit<SpanTask, 'span'> {
  const clustering = { clusters, space, seed };
  if (!pictures) return { path, reader, clustering, crop, pictures: null };
  const { isMirrored, rotationDegrees, pixelAspect } = info;
  const shown = { isMirrored, rotationDegrees, pixelAspect };
  const thumbnails = Float64Array.from(chooseThumbnails(times.length, mode), (i) => answers[i]!);
  return { path, reader, clustering, crop, pictures: { shown, thumbnails } };
}

/** Have all spans worked off, of pictures and of sound, and put both where they belong, in whatever order they come. */
export async function sampleColumns(
  path: string,
  plan: FilmPlan,
  spans: readonly Span[],
  options: CheckedFingerprintOptions,
  runner: SpanRunner,
  onColumn: (index: number, column: Column) => void,
): Promise<SampledColumns> {
  const { info, times, answers } = plan;
  const { loudness, mode, pictures } = options;
  const board = createColumnCollector(times, loudness, onColumn);
  const listening = loudness ? listenToFilm(path, info, times, runner, board) : null;
  const album = pictures ? createThumbnailCollector() : null;
  const hasThumbnail = new Set(pictures ? chooseThumbnails(times.length, mode) : []);
  const task = describeSpanTask(path, plan, options);
  const waiting = new Map<number, number[]>();
  for (const [i, wanted] of answers.entries()) {
    const list = waiting.get(wanted);
    if (list === undefined) waiting.set(wanted, [i]);
    else list.push(i);
  }
  const { firstTicks } = info.track;
  const tick = info.timeBase.num / info.timeBase.den;
  const place = ({ wanted, pts, squeezed, thumbnail, ...colors }: FrameColors) => {
    const frameTime = Number.isNaN(pts) ? null : roundNumber((pts - firstTicks) * tick);
    const places = waiting.get(wanted) ?? [];
    // A span that is tried again gives its first frames again.
    waiting.delete(wanted);
    for (const i of places) {
      board.putPicture(i, { frameTime, ...colors });
      if (squeezed !== undefined) album?.putSqueezed(i, squeezed);
      if (thumbnail !== undefined && hasThumbnail.has(i)) album?.putThumbnail(i, thumbnail);
    }
  };

  let begun = 0;
  const looking = runSpans(spans, runner.concurrency, async (span) => {
    await listening?.keepUp(++begun / spans.length);
    return runner.run({ ...task, span }, place);
  });
  // Whoever has no pictures to look at listens.
  const idle = Math.max(0, runner.concurrency - spans.length);
  const listeners = Array.from({ length: idle }, () => listening?.keepUp(1));
  const [{ damagedPackets, lost }] = await Promise.all([looking, ...listeners]);
  for (const wanted of lost) place({ wanted, pts: Number.NaN, swatches: [] });
  return { columns: board.columns(), damagedPackets, listening, album };
}
