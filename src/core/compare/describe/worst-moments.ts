import type { ComparedMoment, ComparedShot } from '../comparison.ts';

/** Least distance between two of them, as a share of the time that the moments span. */
const APART = 0.01;

/**
 * Choose the moments that differ most in colour and show the same picture in both films. They are apart from
 * each other by 1 % of the compared time, and of different shots as long as there are any.
 *
 * @param shots of A, where they were detected.
 * @returns at most `count`, the worst first; of equals, the earliest.
 */
export function findWorstMoments(
  moments: readonly ComparedMoment[],
  count: number,
  shots: readonly Pick<ComparedShot, 'a'>[] = [],
): ComparedMoment[] {
  const alike = moments.filter(({ isMismatch }) => isMismatch !== true).sort(compareMoments);
  if (alike.length === 0) return [];
  const apart = APART * (moments.at(-1)!.a - moments[0]!.a);
  const worst: ComparedMoment[] = [];
  const seen = new Set<number>();
  const isApart = (time: number) => worst.every(({ a }) => Math.abs(a - time) >= apart);
  for (const moment of alike) {
    const shot = shots.findIndex(({ a }) => moment.a >= a.from && moment.a < a.to);
    if (worst.length === count || seen.has(shot) || !isApart(moment.a)) continue;
    worst.push(moment);
    if (shot >= 0) seen.add(shot);
  }
  for (const moment of alike) if (worst.length < count && isApart(moment.a)) worst.push(moment);
  return worst.sort(compareMoments);
}

const compareMoments = (one: ComparedMoment, other: ComparedMoment): number =>
  other.difference - one.difference || one.a - other.a;
