import type { Likeness } from '../segments/likeness.ts';
import { type CoursePair, type LineSegment, rowsOf, swapSegment } from '../segments/segment.ts';
import { type DetailPair, readDetails, readLine, scoreLine, swapDetails } from './detail.ts';
import { type DetailRun, findDetails, scoreRows } from './find-details.ts';

/** Share of another line's score below which a segment gives up a stretch to it. */
const GIVEN_UP = 0.5;
/** Score of a stretch that is shown twice. */
const MIN_TWICE = 30;
/** Mean difference in the first feature, OKLab, beyond which two pictures are not one shown twice. */
const MAX_DIFFERENCE = 0.06;
/**
 * Score of a stretch on a line that is this near, seconds, to the one that it had: a fade that a grade
 * made darker looks like one that comes later.
 */
const MIN_NEAR = 60;
const NEAR_SECONDS = 1.8;
/** A segment is at least this long, seconds and rows. */
const MIN_SECONDS = 1;
const MIN_ROWS = 3;
const ROUNDS = 2;

/**
 * Find what segments explain wrongly or not at all, by changes within a second: edits inside still
 * shots, and shots that a crop or grade changed otherwise than the rest of the film.
 */
export function reviseSegments(
  pair: CoursePair,
  likeness: Likeness,
  segments: readonly LineSegment[],
): readonly LineSegment[] {
  const details = readDetails(pair, likeness);
  if (details.features === 0) return segments;
  let revised = segments;
  for (let round = 0; round < ROUNDS; round++) revised = reviseOnce(details, revised);
  return revised;
}

function reviseOnce(details: DetailPair, segments: readonly LineSegment[]): readonly LineSegment[] {
  const { speed } = details.pair;
  const swapped = swapDetails(details);
  const inB = segments.map((segment) => swapSegment(segment, speed));
  const found = [
    ...findDetails(details, scoreRows(details, segments), segments),
    ...findDetails(swapped, scoreRows(swapped, inB), inB).map((run) => ({
      ...swapSegment(run, swapped.pair.speed),
      score: run.score,
    })),
  ].sort((one, other) => other.score - one.score || one.from - other.from);
  let revised = segments;
  for (const run of found) revised = addRun(details, revised, run);
  return settleClaims(details, revised);
}

/** Add a stretch, and take from others what it explains better. */
function addRun(details: DetailPair, segments: readonly LineSegment[], run: DetailRun): readonly LineSegment[] {
  const { pair } = details;
  if (!isLong(pair, run)) return segments;
  const column = Math.max(pair.a.step, pair.b.step * pair.speed);
  const isSameLine = ({ offset }: LineSegment) => Math.abs(offset - run.offset) <= column / 2;
  const others = segments.filter((segment) => !isSameLine(segment));
  const isNear = others.some(
    ({ from, to, offset }) =>
      Math.abs(offset - run.offset) < NEAR_SECONDS && Math.min(to, run.to) - Math.max(from, run.from) > column,
  );
  if (isNear && run.score < MIN_NEAR) return segments;
  const [left, sharedA] = takeFrom(details, others, run, 'a');
  const [kept, sharedB] = takeFrom(details, left, run, 'b');
  // What both films show elsewhere too is no new stretch.
  const half = (run.to - run.from) / 2;
  if (Math.min(sharedA, sharedB) > half) return segments;
  const isTwice = Math.max(sharedA, sharedB) > half;
  if (isTwice && (run.score < MIN_TWICE || !isAlike(details, run))) return segments;
  return mergeLine([...segments.filter(isSameLine), ...kept], run, column).sort(byStart);
}

/**
 * Take from segments what a run shows too and explains better.
 *
 * @returns what is left of them, and how many seconds they keep, because they explain them as well.
 */
function takeFrom(
  details: DetailPair,
  segments: readonly LineSegment[],
  run: LineSegment,
  film: 'a' | 'b',
): readonly [LineSegment[], number] {
  const { pair } = details;
  const column = Math.max(pair.a.step, pair.b.step * pair.speed);
  let shared = 0;
  const left = segments.flatMap((segment) => {
    const shift = film === 'a' ? 0 : segment.offset - run.offset;
    const start = Math.max(segment.from, run.from + shift);
    const end = Math.min(segment.to, run.to + shift);
    if (end - start < column) return [segment];
    const own = sumScores(details, segment.offset, start, end);
    const other = sumScores(details, run.offset, start - shift, end - shift);
    if (own >= GIVEN_UP * other) {
      shared += end - start;
      return [segment];
    }
    return [
      { ...segment, to: start },
      { ...segment, from: end },
    ].filter((rest) => isLong(pair, rest) && sumScores(details, rest.offset, rest.from, rest.to) > 0);
  });
  return [left, shared];
}

/** Settle what two segments claim of one film: who explains it better keeps it, both if both do. */
export function settleClaims(details: DetailPair, segments: readonly LineSegment[]): LineSegment[] {
  let settled = [...segments];
  for (const segment of segments) {
    if (!settled.includes(segment)) continue;
    const others = settled.filter((other) => other !== segment);
    const [left] = takeFrom(details, takeFrom(details, others, segment, 'a')[0], segment, 'b');
    settled = [...left, segment].sort(byStart);
  }
  return settled;
}

const byStart = (one: LineSegment, other: LineSegment): number => one.from - other.from || one.offset - other.offset;

/** Whether both films show the same light on a line, after the grade of the whole film. */
function isAlike(details: DetailPair, { from, to, offset }: LineSegment): boolean {
  const [first, end] = rowsOf(details.pair.a, from, to);
  const line = readLine(details, offset, first, end);
  let [difference, count] = [0, 0];
  for (let k = 0; k < line.isKnown.length; k++) {
    if (line.isKnown[k] === 0) continue;
    difference += details.a[details.features * (first + k)]! - line.b[details.features * k]!;
    count++;
  }
  return count > 0 && Math.abs(difference / count) <= MAX_DIFFERENCE;
}

/** Join a stretch with the segments on its line that it touches. */
function mergeLine(segments: readonly LineSegment[], added: LineSegment, column: number): LineSegment[] {
  const isOne = (other: LineSegment) =>
    Math.abs(other.offset - added.offset) <= column &&
    other.from <= added.to + column &&
    other.to >= added.from - column;
  const same = segments.filter(isOne);
  const longest = [added, ...same].reduce((one, other) => (other.to - other.from > one.to - one.from ? other : one));
  const joined = {
    from: Math.min(added.from, ...same.map(({ from }) => from)),
    to: Math.max(added.to, ...same.map(({ to }) => to)),
    offset: longest.offset,
  };
  return [...segments.filter((segment) => !isOne(segment)), joined];
}

const isLong = ({ a }: CoursePair, { from, to }: LineSegment): boolean =>
  to - from >= Math.max(MIN_SECONDS, MIN_ROWS * a.step);

function sumScores(details: DetailPair, offset: number, from: number, to: number): number {
  const [first, end] = rowsOf(details.pair.a, from, to);
  return scoreLine(details, offset, first, end).reduce((sum, score) => sum + score, 0);
}
