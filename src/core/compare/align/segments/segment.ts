import type { Course } from '../course.ts';

/**
 * A stretch of A that is on a line: the time in A is `speed` times the time in B plus `offset`.
 * Seconds from the first slice of each film.
 */
export interface LineSegment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The two films and the speed at which they are compared. */
export interface CoursePair {
  readonly a: Course;
  readonly b: Course;
  readonly speed: number;
}

/** The column of B that shows a column of A on a line; -1 if B has none. */
export function findOther({ a, b, speed }: CoursePair, offset: number, i: number): number {
  const time = ((i + 0.5) * a.step - offset) / speed;
  const j = Math.floor(time / b.step);
  return j >= 0 && j < b.count ? j : -1;
}

/** Columns of A whose middle lies in a stretch. */
export function rowsOf({ count, step }: Course, from: number, to: number): readonly [number, number] {
  const first = Math.max(0, Math.ceil(from / step - 0.5 - 1e-9));
  return [first, Math.max(first, Math.min(count, Math.ceil(to / step - 0.5 - 1e-9)))];
}

/** The same films with their roles exchanged. */
export const swapPair = ({ a, b, speed }: CoursePair): CoursePair => ({ a: b, b: a, speed: 1 / speed });

/** The same segment, with times in B, of a pair whose roles are exchanged. */
export function swapSegment({ from, to, offset }: LineSegment, speed: number): LineSegment {
  return { from: (from - offset) / speed, to: (to - offset) / speed, offset: -offset / speed };
}
