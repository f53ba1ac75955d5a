import type { Ratio } from '../ratio.ts';

/**
 * Place instants at the midpoints of equal slices of a time range.
 *
 * @param from    start of the range, seconds on the film's own clock.
 * @param to      end of the range, seconds; > from.
 * @param samples number of instants, an integer >= 1.
 * @returns seconds, shape (samples,), ascending, all inside from..to.
 */
export function planInstants(from: number, to: number, samples: number): Float64Array {
  const instants = new Float64Array(samples);
  for (let i = 0; i < samples; i++) instants[i] = from + ((i + 0.5) * (to - from)) / samples;
  return instants;
}

/**
 * Limit the number of instants in a time range: at most one per frame (duration times average frame
 * rate), at least one.
 */
export function limitSamples(asked: number, durationSeconds: number, framesPerSecond: number): number {
  // The small constant keeps 5,555 frames at 24/1 from becoming 5,554 by rounding of the product.
  return Math.max(1, Math.min(asked, Math.floor(durationSeconds * framesPerSecond + 1e-6)));
}

/**
 * Instants are rounded to this fraction of a tick: fine enough for any time base, coarse enough to
 * absorb rounding errors.
 */
const TICK_PARTS = 1024;

/**
 * Convert instants to ticks of a track, to compare them with presentation times.
 *
 * An instant that equals the time of a frame must not miss it by the last bit of a division, so the
 * result is rounded.
 *
 * @param seconds on the film's own clock, which starts at 0 with its first frame.
 * @returns ticks of `timeBase`, shape of `seconds`.
 */
export function toTicks(seconds: Float64Array, firstTicks: number, timeBase: Ratio): Float64Array {
  return seconds.map(
    (time) => Math.round((firstTicks + (time * timeBase.den) / timeBase.num) * TICK_PARTS) / TICK_PARTS,
  );
}
