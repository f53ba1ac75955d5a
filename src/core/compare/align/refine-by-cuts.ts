import { type Cuts, nearestCut } from './cuts.ts';
import type { RefinedSpeed } from './refine-speed.ts';
import type { LineSegment } from './segments/segment.ts';

/** Cuts are matched within a column at first, then within this many frames. */
const FRAMES = 1.6;
const ROUNDS = 4;
/** Fewer matched cuts give no speed. */
const MIN_CUTS = 4;

/** A cut that both films have: times in A and B, and the segment it lies in. */
interface MatchedCut {
  readonly a: number;
  readonly b: number;
  readonly segment: number;
}

/**
 * Fit one speed and an offset per segment to the cuts that two films have in common, by least
 * squares: cuts are exact to the frame.
 *
 * @param reach how far apart cuts may be at first, seconds.
 * @returns null if too few cuts match.
 */
export function refineByCuts(a: Cuts, b: Cuts, start: RefinedSpeed, reach: number): RefinedSpeed | null {
  const finest = FRAMES * Math.max(a.frame, b.frame);
  let refined = start;
  let error = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const within = Math.max(finest, reach / 2 ** round);
    const matched = matchCuts(a, b, refined, within);
    const fit = fitSpeed(matched, refined.segments.length);
    if (fit === null) return null;
    error = fit.error;
    const { speed } = fit;
    refined = { speed, error, segments: placeSegments(refined.segments, matched, speed, refined.speed) };
  }
  return refined;
}

/**
 * Move segments to the cuts inside them, at a speed that is known.
 *
 * @param reach how far apart cuts may be at first, seconds.
 */
export function placeByCuts(
  a: Cuts,
  b: Cuts,
  speed: number,
  segments: readonly LineSegment[],
  reach: number,
): readonly LineSegment[] {
  const finest = FRAMES * Math.max(a.frame, b.frame);
  let placed = segments;
  for (let within = reach; ; within = Math.max(finest, within / 2)) {
    const matched = matchCuts(a, b, { speed, error: 0, segments: placed }, within);
    placed = placeSegments(placed, matched, speed, speed);
    if (within <= finest) return placed;
  }
}

function matchCuts(a: Cuts, b: Cuts, { speed, segments }: RefinedSpeed, reach: number): MatchedCut[] {
  return segments.flatMap(({ from, to, offset }, segment) => {
    const matched: MatchedCut[] = [];
    for (const time of b.times) {
      const expected = speed * time + offset;
      if (expected < from - reach || expected > to + reach) continue;
      const cut = nearestCut(a, expected, reach);
      if (cut !== null) matched.push({ a: cut, b: time, segment });
    }
    return matched;
  });
}

function fitSpeed(matched: readonly MatchedCut[], count: number): { speed: number; error: number } | null {
  const means = meansOf(matched, count);
  let [sxx, sxy, n] = [0, 0, 0];
  for (const { a, b, segment } of matched) {
    const mean = means[segment]!;
    sxx += (b - mean.b) * (b - mean.b);
    sxy += (b - mean.b) * (a - mean.a);
    n++;
  }
  const free = n - means.filter((mean) => mean.n > 0).length - 1;
  if (n < MIN_CUTS || free < 2 || !(sxx > 0)) return null;
  const speed = sxy / sxx;
  let squares = 0;
  for (const { a, b, segment } of matched) {
    const mean = means[segment]!;
    const rest = a - mean.a - speed * (b - mean.b);
    squares += rest * rest;
  }
  return { speed, error: Math.sqrt(squares / free / sxx) };
}

function placeSegments(
  segments: readonly LineSegment[],
  matched: readonly MatchedCut[],
  speed: number,
  before: number,
): LineSegment[] {
  const means = meansOf(matched, segments.length);
  return segments.map((segment, k) => {
    const mean = means[k]!;
    if (mean.n > 0) return { ...segment, offset: mean.a - speed * mean.b };
    return { ...segment, offset: turnOffset(segment, before, speed) };
  });
}

/** The offset of a segment at another speed: it turns about its middle. */
export function turnOffset({ from, to, offset }: LineSegment, before: number, after: number): number {
  const middle = (from + to) / 2;
  return middle - (after * (middle - offset)) / before;
}

function meansOf(matched: readonly MatchedCut[], count: number): { a: number; b: number; n: number }[] {
  const sums = Array.from({ length: count }, () => ({ a: 0, b: 0, n: 0 }));
  for (const { a, b, segment } of matched) {
    const sum = sums[segment]!;
    sum.a += a;
    sum.b += b;
    sum.n++;
  }
  return sums.map(({ a, b, n }) => (n === 0 ? { a, b, n } : { a: a / n, b: b / n, n }));
}
