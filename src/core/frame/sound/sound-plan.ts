import { SETTLE_SECONDS, WINDOW_SECONDS } from './loudness.ts';

/**
 * How much sound decoders get before what they give is taken: two frames of HE-AAC are 93 ms, Opus asks for 80 (RFC 7845, 4.6), MP3
 * may refer to frames before, AC-3 overlaps by one.
 */
const PRIMING_SECONDS = 0.2;

/** Sound decoded before a run's first window. */
export const LEAD_SECONDS: number = PRIMING_SECONDS + SETTLE_SECONDS;

/** A contiguous stretch of instants whose loudness is measured in one go: one task for one process. */
export interface SoundSpan {
  /** Place of the first of them among all. */
  readonly first: number;
  /** Seconds on the film's own clock. */
  readonly instants: Float64Array;
}

/**
 * Into how many spans the sound of a film is cut at most: a fixed number, as for pictures (see `planDecode`). Fewer than there,
 * because sound costs little and each span opens a decoder, which for Vorbis takes 7 ms.
 */
const SPAN_COUNT = 16;

/** Cut instants into contiguous spans of equal numbers, or one fewer. */
export function planSound(instants: Float64Array): SoundSpan[] {
  const count = Math.min(SPAN_COUNT, instants.length);
  const cut = (i: number) => Math.floor((i * instants.length) / count);
  return Array.from({ length: count }, (_, i) => ({ first: cut(i), instants: instants.slice(cut(i), cut(i + 1)) }));
}

/**
 * Part the instants of a span into runs: sound is decoded without a break within one, and left out between two, where windows
 * are further apart than `lead`.
 *
 * @param lead seconds of sound that are decoded rather than left out: at least {@link LEAD_SECONDS}.
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
