import type { ComparedMoment } from '../comparison.ts';

/** Least distance between two of them, as a share of the time that the moments span. */
const APART = 0.01;

/**
 * Choose the moments that differ most, apart from each other by 1 % of the compared time, so that
 * they are not all of one shot.
 *
 * @returns at most `count`, the worst first; of equals, the earliest.
 */
export function findWorstMoments(moments: readonly ComparedMoment[], count: number): ComparedMoment[] {
  if (moments.length === 0) return [];
  const apart = APART * (moments.at(-1)!.a - moments[0]!.a);
  const worst: ComparedMoment[] = [];
  for (const moment of moments.toSorted((one, other) => other.difference - one.difference || one.a - other.a)) {
    if (worst.length === count) break;
    if (worst.every(({ a }) => Math.abs(a - moment.a) >= apart)) worst.push(moment);
  }
  return worst;
}
