import { byStart, type LineSegment, longerColumn, minSeconds, rowsOf, swapSegments } from '../segments/segment.ts';
import { type DetailPair, readLine, scoreLine, swapDetails } from './detail.ts';
import { createDetailSearch, type DetailRun, type DetailSearch } from './find-details.ts';

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
const ROUNDS = 2;

/**
 * Find what segments explain wrongly or not at all, by changes within a second: edits inside still
 * shots, and shots that a crop or grade changed otherwise than the rest of the film.
 */
export function reviseSegments(details: DetailPair, segments: readonly LineSegment[]): readonly LineSegment[] {
  const searchA = createDetailSearch(details);
  const searchB = createDetailSearch(swapDetails(details));
  let revised = segments;
  for (let round = 0; round < ROUNDS; round++) {
    const before = revised;
    revised = reviseOnce(details, before, searchA, searchB);
    if (revised.length === before.length && revised.every((segment, k) => segment === before[k])) break;
  }
  return revised;
}

function reviseOnce(
  details: DetailPair,
  segments: readonly LineSegment[],
  searchA: DetailSearch,
  searchB: DetailSearch,
): readonly LineSegment[] {
  const { speed } = details.pair;
  const found = [...searchA(segments), ...swapSegments(searchB(swapSegments(segments, speed)), 1 / speed)].sort(
    (one, other) => other.score - one.score || one.from - other.from,
  );
  let revised = segments;
  for (const run of found) revised = addRun(details, revised, run);
  return settleClaims(details, revised);
}

/** Add a stretch, and take from others what it explains better. */
function addRun(details: DetailPair, segments: readonly LineSegment[], run: DetailRun): readonly LineSegment[] {
  if (!isLong(details, run)) return segments;
  const column = longerColumn(details.pair);
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
  const column = longerColumn(details.pair);
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
    ].filter((rest) => isLong(details, rest) && sumScores(details, rest.offset, rest.from, rest.to) > 0);
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

const isLong = ({ pair }: DetailPair, { from, to }: LineSegment): boolean => to - from >= minSeconds(pair.a);

function sumScores(details: DetailPair, offset: number, from: number, to: number): number {
  const [first, end] = rowsOf(details.pair.a, from, to);
  return scoreLine(details, offset, first, end).reduce((sum, score) => sum + score, 0);
}
