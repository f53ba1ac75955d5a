import { type Fingerprint, roundTo } from '../../fingerprint/index.ts';
import type { Alignment, Block } from '../align/alignment.ts';
import { type Course, hasMeasures, readCourse } from '../align/course.ts';

/** Points at which the two films are compared. The published figures were measured with 400. */
const POINTS = 400;
/** Standard deviation of lightness below which a film is flat and has no course. */
const FLAT = 0.004;
const DECIMALS = 4;

/**
 * Measure how far apart two films are in when light and dark come: 1 minus the correlation of mean
 * lightness (OKLab) over time, at 400 points. It does not depend on the grade.
 *
 * The films are compared twice: as a whole, stretched to the same length, and along the blocks of
 * their alignment, where the correlation counts by the share of the longer film that blocks cover.
 * The higher correlation counts.
 *
 * @param alignment of the same two films, see `alignFilms`.
 * @returns 0 (the same course) to 1 (no or an opposite relation, or a film without changes), four
 *   decimals. Editions of one cut have 0 to 0.09, films that have nothing in common 0.48 to 1.
 */
export function measureCourse(a: Fingerprint, b: Fingerprint, alignment: Alignment): number {
  const usesMeasures = hasMeasures(a) && hasMeasures(b);
  const [courseA, courseB] = [readCourse(a, usesMeasures), readCourse(b, usesMeasures)];
  const whole: Block = { a: rangeOf(courseA), b: rangeOf(courseB) };
  const stretched = correlateBlocks(courseA, courseB, [whole]);
  const aligned = correlateBlocks(courseA, courseB, alignment.blocks) * measureCoverage(alignment, whole);
  return roundTo(1 - Math.min(1, Math.max(0, stretched, aligned)), DECIMALS);
}

function rangeOf({ from, step, count }: Course): { from: number; to: number } {
  return { from, to: from + step * count };
}

const secondsOf = ({ from, to }: { readonly from: number; readonly to: number }): number => to - from;

/** Share of a film that blocks cover, the smaller one of both. */
function measureCoverage({ onlyA, onlyB }: Alignment, whole: Block): number {
  const sum = (stretches: Alignment['onlyA']) => stretches.reduce((total, part) => total + secondsOf(part), 0);
  return 1 - Math.max(sum(onlyA) / secondsOf(whole.a), sum(onlyB) / secondsOf(whole.b));
}

/** Correlation of lightness at points spread evenly over blocks; 0 if a film is flat there. */
function correlateBlocks(a: Course, b: Course, blocks: readonly Block[]): number {
  const total = blocks.reduce((sum, block) => sum + secondsOf(block.a), 0);
  let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const block of blocks) {
    const points = Math.max(1, Math.round((POINTS * secondsOf(block.a)) / total));
    for (let k = 0; k < points; k++) {
      const share = (k + 0.5) / points;
      const x = readLightness(a, block.a.from + share * secondsOf(block.a));
      const y = readLightness(b, block.b.from + share * secondsOf(block.b));
      if (x === null || y === null) continue;
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
  }
  if (n === 0) return 0;
  const [varianceX, varianceY] = [sxx / n - (sx / n) ** 2, syy / n - (sy / n) ** 2];
  if (Math.min(varianceX, varianceY) < FLAT * FLAT) return 0;
  return (sxy / n - (sx / n) * (sy / n)) / Math.sqrt(varianceX * varianceY);
}

/** Lightness at a time, between the middles of columns; null next to a missing column. */
function readLightness({ from, step, count, features, isKnown }: Course, time: number): number | null {
  const place = Math.min(count - 1, Math.max(0, (time - from) / step - 0.5));
  const i = Math.floor(place);
  const j = Math.min(count - 1, i + 1);
  if (isKnown[i] === 0 || isKnown[j] === 0) return null;
  const [low, high] = [features[0]![i]!, features[0]![j]!];
  return low + (place - i) * (high - low);
}
