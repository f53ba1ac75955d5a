import { SETTLE_SECONDS, WINDOW_SECONDS } from './loudness.ts';

/**
 * Sound that is decoded and discarded first: two frames of HE-AAC are 93 ms, Opus asks for 80 (RFC
 * 7845, 4.6), MP3 may refer to previous frames, AC-3 overlaps by one.
 */
const PRIMING_SECONDS = 0.2;

/** Seconds of sound decoded before a run's first window. */
export const LEAD_SECONDS: number = PRIMING_SECONDS + SETTLE_SECONDS;

/** Consecutive instants whose loudness is measured together: one task for one process. */
export interface SoundSpan {
  /** Index of the first one among all instants. */
  readonly first: number;
  /** Seconds on the film's own clock. */
  readonly instants: Float64Array;
}

/**
 * Maximum number of spans of sound: fixed, as for pictures (see `planDecode`). Lower than there,
 * because sound costs little and each span opens a decoder, which takes 7 ms for Vorbis.
 */
const SPAN_COUNT = 16;

/** Cut instants into consecutive spans whose lengths differ by at most one. */
export function planSound(instants: Float64Array): SoundSpan[] {
  const count = Math.min(SPAN_COUNT, instants.length);
  const cut = (i: number) => Math.floor((i * instants.length) / count);
  return Array.from({ length: count }, (_, i) => ({ first: cut(i), instants: instants.slice(cut(i), cut(i + 1)) }));
}

/**
 * Split the instants of a span into runs. Sound is decoded continuously within a run and skipped
 * between runs, where windows are further apart than `lead`.
 *
 * @param lead seconds of sound that are decoded rather than skipped: at least {@link LEAD_SECONDS}.
 */
export function splitSoundRuns(instants: Float64Array, lead: number): Float64Array[] {
  const runs: Float64Array[] = [];
  let first = 0;
  for (let i = 1; i <= instants.length; i++) {
    if (i < instants.length && instants[i]! - instants[i - 1]! <= WINDOW_SECONDS + lead) continue;
    runs.push(instants.slice(first, i));
    first = i;
  }
  return runs;
}
