import { logarithm } from '../../../color/index.ts';
import { type LineSegment, rowsOf } from '../segments/segment.ts';
import { type DetailPair, FLOOR, readLine } from './detail.ts';

/** Rows next to the border from which the noise of a segment is measured. */
const SAMPLE = 16;
/** Share of what changes from row to row that sampling at other instants leaves. */
const SAMPLING = 0.15;
/** Share of a difference from the usual level of a segment that its grade leaves unexplained. */
const GRADE = 0.1;
/** A row that cannot be of a segment. */
export const IMPOSSIBLE = 1000;

/**
 * What it costs to explain rows by a segment, with the noise and the difference in grade that it has
 * beside them: the logarithm of 1 + e^2 / noise, summed over features.
 *
 * @param side of the border on which the segment lies.
 * @returns one cost per row.
 */
export function costRows(
  details: DetailPair,
  segment: LineSegment,
  [first, end]: readonly [number, number],
  side: 'before' | 'after',
): Float64Array {
  const { pair, features, a } = details;
  const { from, to, offset } = segment;
  const [own, ownEnd] = rowsOf(pair.a, from, to);
  // The rows of the segment that are farthest from doubt.
  const start =
    side === 'before'
      ? Math.max(own, Math.min(first, ownEnd) - SAMPLE)
      : Math.max(own, Math.min(Math.max(end, own), ownEnd - SAMPLE));
  const sample = readLine(details, offset, start, Math.min(ownEnd, start + SAMPLE));
  const line = readLine(details, offset, first, end);
  const costs = new Float64Array(end - first).fill(1);
  for (let f = 0; f < features; f++) {
    let [n, sum, squares, level] = [0, 0, 0, 0];
    for (let k = 0; k < sample.isKnown.length; k++) {
      if (sample.isKnown[k] === 0) continue;
      const rest = a[features * (sample.first + k) + f]! - sample.b[features * k + f]!;
      n++;
      sum += rest;
      squares += rest * rest;
      level += sample.b[features * k + f]!;
    }
    level = n === 0 ? 0 : level / n;
    const bias = n === 0 ? 0 : sum / n;
    const variance = n < 2 ? 0 : Math.max(0, squares / n - bias * bias);
    for (let k = 0; k < costs.length; k++) {
      const rest = a[features * (first + k) + f]! - line.b[features * k + f]! - bias;
      const [low, high] = [Math.max(0, k - 1), Math.min(costs.length - 1, k + 1)];
      const change = line.b[features * high + f]! - line.b[features * low + f]!;
      const away = line.b[features * k + f]! - level;
      const noise = FLOOR * FLOOR + variance + SAMPLING * SAMPLING * change * change + GRADE * GRADE * away * away;
      costs[k]! *= 1 + (rest * rest) / noise;
    }
  }
  return costs.map((cost, k) => (line.isKnown[k] === 0 ? IMPOSSIBLE : logarithm(cost)));
}
