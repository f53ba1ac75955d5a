import { type Column, roundNumber } from '../fingerprint/index.ts';
import { type CropPlan, planDecode, planDraft, planInstants, type Span, toTicks } from '../frame/index.ts';
import type { CheckedFingerprintOptions } from './fingerprint-options.ts';
import type { FrameSwatches, SpanRunner, Survey } from './span-runner.ts';
import { workOffSpans } from './work-off-spans.ts';

/** A stretch of film, seconds on its own clock, and how many instants of it are sampled at most. */
export interface Stretch {
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
  { from, to, samples }: Stretch,
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

/** Have all spans worked off and put the columns where they belong, in whatever order they come. */
export async function sampleColumns(
  path: string,
  { info, reader }: Survey,
  { spans, times, answers }: SamplePlan,
  crop: CropPlan,
  { clusters, space, seed }: CheckedFingerprintOptions,
  runner: SpanRunner,
  onColumn: (index: number, column: Column) => void,
): Promise<{ columns: Column[]; damagedPackets: number }> {
  const columns: Column[] = Array.from(times, (time) => ({ time: roundNumber(time), frameTime: null, swatches: [] }));
  const waiting = new Map<number, number[]>();
  for (const [i, wanted] of answers.entries()) {
    const list = waiting.get(wanted);
    if (list === undefined) waiting.set(wanted, [i]);
    else list.push(i);
  }
  const { firstTicks } = info.track;
  const tick = info.timeBase.num / info.timeBase.den;
  const place = ({ wanted, pts, swatches }: FrameSwatches) => {
    const frameTime = Number.isNaN(pts) ? null : roundNumber((pts - firstTicks) * tick);
    const places = waiting.get(wanted) ?? [];
    // A span that is tried again gives its first frames again.
    waiting.delete(wanted);
    for (const i of places) {
      const column = { time: columns[i]!.time, frameTime, swatches };
      columns[i] = column;
      onColumn(i, column);
    }
  };

  const { damagedPackets, lost } = await workOffSpans(spans, runner.concurrency, (span) =>
    runner.run({ path, reader, span, clustering: { clusters, space, seed }, crop }, place),
  );
  for (const wanted of lost) place({ wanted, pts: Number.NaN, swatches: [] });
  return { columns, damagedPackets };
}
