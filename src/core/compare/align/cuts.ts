import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Course } from './course.ts';
import { findFrom } from './find-from.ts';

/** Where a film cuts, seconds from the first slice of its course. */
export interface Cuts {
  /** In order, without the ends of the film. */
  readonly times: Float64Array;
  /** Seconds of a frame. */
  readonly frame: number;
}

/** The cuts of a film; null if its shots were not detected. */
export function readCuts({ shots, film }: Fingerprint, { from }: Course): Cuts | null {
  if (shots === undefined) return null;
  const { num, den } = film.frameRate;
  const times = shots.filter(({ transition }) => transition !== null).map((shot) => shot.from - from);
  return { times: Float64Array.from(times), frame: num > 0 ? den / num : 0 };
}

/** The cut nearest to a time, if one is within `reach`. */
export function nearestCut({ times }: Cuts, time: number, reach: number): number | null {
  const next = findFrom(times, time);
  const after = times[next] ?? Number.POSITIVE_INFINITY;
  const before = times[next - 1] ?? Number.NEGATIVE_INFINITY;
  const nearest = after - time < time - before ? after : before;
  return Math.abs(nearest - time) <= reach ? nearest : null;
}
