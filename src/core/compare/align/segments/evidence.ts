import { logarithm } from '../../../color/index.ts';
import { COURSE_FEATURES } from '../course.ts';
import type { Piece } from './chains.ts';
import type { Likeness } from './likeness.ts';
import { type CoursePair, findOther, minSeconds } from './segment.ts';

/**
 * What a segment's changes must tell: a black stretch matches every other, a scene only itself.
 */
export const MIN_EVIDENCE = 14;
/** The same for a stretch that would be shown twice: films return to the same light. */
export const MIN_EVIDENCE_TWICE = 40;

/** Rows closer than the columns that they are compared to do not count in full. */
export const weigh = ({ a, b, speed }: CoursePair): number => Math.min(1, a.step / (b.step * speed));

/** Whether a stretch on a line is long enough and changes enough to be a segment. */
export function isTelling(pair: CoursePair, likeness: Likeness, { from, to }: Piece, offset: number): boolean {
  return isLong(pair, from, to) && measureEvidence(pair, likeness, from, to, offset) >= MIN_EVIDENCE;
}

/** Whether rows `from` to `to` are enough for a segment. */
export const isLong = ({ a }: CoursePair, from: number, to: number): boolean => (to - from) * a.step >= minSeconds(a);

/** How much the changes within a stretch tell beyond its mean colour. */
export function measureEvidence(
  pair: CoursePair,
  likeness: Likeness,
  from: number,
  to: number,
  offset: number,
): number {
  return measureByFeature(pair, likeness, from, to, offset).reduce((sum, evidence) => sum + evidence, 0);
}

/** The same of each feature; negative where the films differ more than either varies. */
export function measureByFeature(
  pair: CoursePair,
  likeness: Likeness,
  from: number,
  to: number,
  offset: number,
): number[] {
  return Array.from({ length: COURSE_FEATURES }, (_, f) => measureFeature(pair, likeness, f, from, to, offset));
}

function measureFeature(
  pair: CoursePair,
  likeness: Likeness,
  f: number,
  from: number,
  to: number,
  offset: number,
): number {
  if (likeness.gains[f] === 0) return 0;
  let [n, sx, sxx, sy, syy, errors] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const j = findOther(pair, offset, i);
    if (j < 0 || likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0) continue;
    const x = likeness.a[COURSE_FEATURES * i + f]!;
    const y = likeness.b[COURSE_FEATURES * j + f]!;
    n++;
    sx += x;
    sxx += x * x;
    sy += y;
    syy += y * y;
    errors += Math.min(9, (x - y) * (x - y));
  }
  if (n < 2) return 0;
  const spread = Math.max(0, Math.min(sxx - (sx * sx) / n, syy - (sy * sy) / n)) / n;
  return (weigh(pair) * n * logarithm((1 + spread) / (1 + errors / n))) / 2;
}
