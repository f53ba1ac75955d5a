import { COURSE_FEATURES } from './course.ts';
import { MIN_EVIDENCE_TWICE, measureByFeature, weigh } from './segments/evidence.ts';
import type { Likeness } from './segments/likeness.ts';
import { type CoursePair, type LineSegment, rowsOf } from './segments/segment.ts';

/**
 * Two films are the same if the changes in their blocks tell this much (log likelihood), in all and
 * per column and feature: parts of different films reach 137 and 0.4 (199 pairs of 18 to 50 s), edits
 * of films of 18 s and more have 670 and 0.8.
 */
const MIN_EVIDENCE = 300;
const MIN_EVIDENCE_PER_FEATURE = 0.5;
/**
 * What two films have in common is this share of the shorter one, or they are not the same: films of
 * one studio, or one series, share logos, openings and credits.
 */
const MIN_SHARED = 0.2;
/** Whether what two films have in common is too much, and too much alike, to be chance. */
export function isSameFilm(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): boolean {
  const { a, b, speed } = pair;
  const stretches = segments.map(({ from, to, offset }) => {
    const [first, end] = rowsOf(a, from, to);
    return { columns: end - first, evidence: measureByFeature(pair, likeness, first, end, offset) };
  });
  // A feature that tells nothing is left out: of black and white, colours are but noise.
  const told = Array.from({ length: COURSE_FEATURES }, (_, f) =>
    sumOf(stretches.map(({ evidence }) => evidence[f]!)),
  ).filter((evidence) => evidence > 0);
  const evidence = sumOf(told);
  const certain = stretches.filter((stretch) => sumOf(stretch.evidence) >= MIN_EVIDENCE_TWICE);
  const countColumns = (list: typeof stretches) => sumOf(list.map(({ columns }) => columns));
  const shorter = Math.min(a.count * a.step, b.count * b.step * speed);
  return (
    countColumns(certain) * a.step >= MIN_SHARED * shorter &&
    evidence >= MIN_EVIDENCE &&
    evidence >= MIN_EVIDENCE_PER_FEATURE * told.length * weigh(pair) * countColumns(stretches)
  );
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
