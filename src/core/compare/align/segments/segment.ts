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

/** The same segments, with times in B, of a pair whose roles are exchanged. */
export const swapSegments = <Kind extends LineSegment>(segments: readonly Kind[], speed: number): Kind[] =>
  segments.map((segment) => swapSegment(segment, speed));

/** The same segment, with times in B, of a pair whose roles are exchanged. */
export function swapSegment<Kind extends LineSegment>(segment: Kind, speed: number): Kind {
  const { from, to, offset } = segment;
  return { ...segment, from: (from - offset) / speed, to: (to - offset) / speed, offset: -offset / speed };
}

/** Seconds of A of the longer column. */
export const longerColumn = ({ a, b, speed }: CoursePair): number => Math.max(a.step, b.step * speed);

/** The order of segments: by the time in A. */
export const byStart = (one: LineSegment, other: LineSegment): number =>
  one.from - other.from || one.offset - other.offset;

/** A segment and one that follows it on the same line, as one: on the line of the longer of both. */
export function joinTwo(one: LineSegment, next: LineSegment): LineSegment {
  const isLonger = next.to - next.from > one.to - one.from;
  return { from: one.from, to: next.to, offset: (isLonger ? next : one).offset };
}

/** A segment is at least this long. */
const MIN_SECONDS = 1;
export const MIN_ROWS = 3;

/** Seconds that a segment has at least. */
export const minSeconds = ({ step }: Course): number => Math.max(MIN_SECONDS, MIN_ROWS * step);
