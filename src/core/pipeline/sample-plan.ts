import type { Sampling } from '../fingerprint/index.ts';
import {
  type FilmInfo,
  findLastTime,
  limitSamples,
  listFrameTimes,
  type PacketIndex,
  planDecode,
  planDraft,
  planInstants,
  type Span,
  toTicks,
} from '../frame/index.ts';
import { planShots, type ShotPlan } from './shots/shot-plan.ts';

/** A part of a film, in seconds on its own clock, and how many instants of it are sampled. */
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
  /** The wanted time of the spans that answers each column, ticks, shape (n,). */
  readonly answers: Float64Array;
  /** Null where shots are not detected. */
  readonly shots: ShotPlan | null;
}

const tickSeconds = ({ timeBase }: FilmInfo): number => timeBase.num / timeBase.den;

/** How long a film is, seconds, from its first frame to the end of its last. */
export const measureSeconds = (info: FilmInfo): number =>
  (info.track.endTicks - info.track.firstTicks) * tickSeconds(info);

/** The time of a frame, seconds on the film's own clock. */
export const secondsAt = (info: FilmInfo, pts: number): number => (pts - info.track.firstTicks) * tickSeconds(info);

/**
 * Limit a range to the film: it ends with the film at the latest, and has at most one instant per
 * frame.
 *
 * @param range `from` inside the film; `to` null for the film's end.
 */
export function limitRange(
  info: FilmInfo,
  { from, to, samples }: { readonly from: number; readonly to: number | null; readonly samples: number },
): TimeRange {
  const seconds = measureSeconds(info);
  const end = Math.min(to ?? seconds, seconds);
  // The frames were counted: the header may claim frames that are not there.
  return { from, to: end, samples: limitSamples(samples, end - from, info.track.frames / seconds) };
}

/**
 * Plan the columns of a film: one per instant or, in a draft, one per key frame near an instant. A
 * film without marked key frames has no draft and is sampled exactly.
 */
export function planSamples(
  { info, index }: { readonly info: FilmInfo; readonly index: PacketIndex },
  { from, to, samples }: TimeRange,
  mode: Sampling['mode'],
  hasShots: boolean,
): SamplePlan {
  const { track, timeBase } = info;
  const times = planInstants(from, to, samples);
  const instants = toTicks(times, track.firstTicks, timeBase);
  if (hasShots) return { times, ...planEveryFrame(info, index, from, to, instants) };
  if (mode === 'draft') {
    const { spans, answers, ticks } = planDraft(index, track, instants);
    if (ticks.length > 0) return { spans, answers, times: ticks.map((at) => secondsAt(info, at)), shots: null };
  }
  return { times, ...planDecode(index, track.isTimed, instants), shots: null };
}

/** Plan to decode all frames of a range, as shots need; some of them answer the instants. */
function planEveryFrame(
  info: FilmInfo,
  index: PacketIndex,
  from: number,
  to: number,
  instants: Float64Array,
): Omit<SamplePlan, 'times'> {
  const { track, timeBase } = info;
  const [start, end] = toTicks(Float64Array.of(from, to), track.firstTicks, timeBase);
  const frames = listFrameTimes(index, track);
  const shots = planShots(frames, start!, end!, timeBase.den / timeBase.num);
  const range = frames.subarray(shots.first, shots.end);
  if (track.isTimed) {
    const { spans } = planDecode(index, true, range);
    const answers = instants.map((instant) => frames[Math.max(0, findLastTime(frames, instant))]!);
    return { spans, answers, shots };
  }
  // Only decoding shows what appears when: instants are answered as they are without shots.
  const { spans } = planDecode(index, false, Float64Array.from([...range, ...instants]).sort());
  return { spans, answers: instants, shots };
}
