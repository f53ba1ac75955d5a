import type { Ratio } from '../ratio.ts';

/**
 * Place instants at the midpoints of equal slices of a stretch of film.
 *
 * @param from    seconds on the film's own clock, where the stretch begins.
 * @param to      seconds, where it ends; > from.
 * @param samples how many; an integer >= 1.
 * @returns seconds, shape (samples,), ascending, all inside from..to.
 */
export function planInstants(from: number, to: number, samples: number): Float64Array {
  const instants = new Float64Array(samples);
  for (let i = 0; i < samples; i++) instants[i] = from + ((i + 0.5) * (to - from)) / samples;
  return instants;
}

/**
 * Say how many instants a stretch holds: what was asked for, at most one for each frame (its duration times the
 * average frame rate), at least one.
 */
export function limitSamples(asked: number, durationSeconds: number, framesPerSecond: number): number {
  // The nudge keeps 5,555 frames at 24/1 from becoming 5,554 by rounding of the product.
  return Math.max(1, Math.min(asked, Math.floor(durationSeconds * framesPerSecond + 1e-6)));
}

/** Parts of a tick that instants are kept to: fine enough for any time base, coarse enough to absorb rounding. */
const TICK_PARTS = 1024;

/**
 * Put instants on a track's own scale, so that they compare with presentation times.
 *
 * An instant that falls on the very moment a frame appears must not miss it by the last bit of a division, hence the
 * rounding.
 *
 * @param seconds on the film's own clock, which starts at 0 with its first frame.
 * @returns ticks of `timeBase`, shape of `seconds`.
 */
export function toTicks(seconds: Float64Array, firstTicks: number, timeBase: Ratio): Float64Array {
  return seconds.map(
    (time) => Math.round((firstTicks + (time * timeBase.den) / timeBase.num) * TICK_PARTS) / TICK_PARTS,
  );
}
