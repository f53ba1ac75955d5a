import {
  byStart,
  type CoursePair,
  joinTwo,
  type LineSegment,
  longerColumn,
  MIN_ROWS,
  minSeconds,
  rowsOf,
  swapSegments,
} from '../segments/segment.ts';
import { type DetailPair, swapDetails } from './detail.ts';
import { costRows, IMPOSSIBLE } from './row-costs.ts';

/** How far an end may be moved into a segment, rows. */
const REACH = 12;
/** What a row that no segment explains costs, per feature, and what such a gap costs. */
const GAP_COST = 1.2;
const GAP_OPENING = 8;
/** What a row of the segment itself costs at most, per feature. */
const OWN_COST = 1.1;
/** Columns by which two segments on one line may differ. */
const SAME_LINE = 0.75;
/** Columns by which two gaps that are filled may differ. */
const SAME_LENGTH = 1.5;

/**
 * Find the rows at which one segment ends and the next begins, by how well each explains what is
 * near its end, with the noise and the difference in grade of the segment itself.
 */
export function settleBorders(details: DetailPair, segments: readonly LineSegment[]): readonly LineSegment[] {
  const { pair } = details;
  const swapped = swapDetails(details);
  const inB = settleRows(swapped, swapSegments(fillGaps(pair, segments), pair.speed));
  return joinLines(pair, fillGaps(pair, settleRows(details, swapSegments(inB, swapped.pair.speed))));
}

function settleRows(details: DetailPair, segments: readonly LineSegment[]): LineSegment[] {
  const { a } = details.pair;
  const settled = [...segments].sort(byStart);
  for (let k = 0; k <= settled.length; k++) {
    const one = settled[k - 1];
    const other = settled[k];
    if (one !== undefined && other !== undefined && other.to <= one.to) continue;
    const low =
      one === undefined
        ? 0
        : Math.max(one.from + MIN_ROWS * a.step, Math.min(one.to, other?.from ?? one.to) - REACH * a.step);
    const high =
      other === undefined
        ? a.count * a.step
        : Math.min(other.to - MIN_ROWS * a.step, Math.max(other.from, one?.to ?? other.from) + REACH * a.step);
    const [first, end] = rowsOf(a, low, high);
    if (end <= first) continue;
    const others = (own: LineSegment) => settled.filter((segment) => segment !== own);
    const before = one && costSide(details, one, [first, end], 'before', others(one));
    const after = other && costSide(details, other, [first, end], 'after', others(other));
    const [to, from] = findBorders(end - first, before, after, GAP_COST * details.features);
    if (one !== undefined) settled[k - 1] = { ...one, to: (first + to) * a.step };
    if (other !== undefined) settled[k] = { ...other, from: (first + from) * a.step };
  }
  return settled.filter(({ from, to }) => to - from >= minSeconds(a) - 1e-9);
}

/** What it costs to put each row on the segment's side of the border. */
function costSide(
  details: DetailPair,
  segment: LineSegment,
  rows: readonly [number, number],
  side: 'before' | 'after',
  rest: readonly LineSegment[],
): Float64Array {
  const { pair, features } = details;
  const { from, to, offset } = segment;
  return costRows(details, segment, rows, side).map((cost, k) => {
    const time = (rows[0] + k + 0.5) * pair.a.step;
    // An end is moved inwards only where the other segment explains more.
    if (time >= from && time <= to) return Math.min(cost, OWN_COST * features);
    return rest.some((other) => isInB(other, time - offset, pair.a.step)) ? IMPOSSIBLE : cost;
  });
}

/** Whether a segment covers a place in B, seconds of A, more than at its edge. */
const isInB = ({ from, to, offset }: LineSegment, place: number, step: number): boolean =>
  place > from - offset + step / 2 && place < to - offset - step / 2;

/** Rows before which the one segment, and from which the other, explains rows best. */
function findBorders(
  rows: number,
  before: Float64Array | undefined,
  after: Float64Array | undefined,
  gapCost: number,
): readonly [number, number] {
  // The best end of the one segment for each row up to which it may reach, with a gap from there.
  let best = { cost: Number.POSITIVE_INFINITY, to: 0, from: 0 };
  let afterCost = (after ?? new Float64Array(rows).fill(gapCost)).reduce((sum, cost) => sum + cost, 0);
  let beforeCost = 0;
  let open = { cost: Number.POSITIVE_INFINITY, to: 0 };
  for (let k = 0; k <= rows; k++) {
    const direct = beforeCost + afterCost;
    if (direct < best.cost - 1e-9) best = { cost: direct, to: k, from: k };
    if (open.cost + afterCost < best.cost - 1e-9) best = { cost: open.cost + afterCost, to: open.to, from: k };
    if (k === rows) break;
    // A gap that begins here, or the one that is open, goes on over this row.
    if (beforeCost + GAP_OPENING < open.cost) open = { cost: beforeCost + GAP_OPENING, to: k };
    open = { ...open, cost: open.cost + gapCost };
    beforeCost += before?.[k] ?? gapCost;
    afterCost -= after?.[k] ?? gapCost;
  }
  return [best.to, best.from];
}

/** Extend a segment to its neighbours in both films if it then fills two gaps of one length. */
function fillGaps(pair: CoursePair, segments: readonly LineSegment[]): LineSegment[] {
  const { a, b, speed } = pair;
  const column = longerColumn(pair);
  const filled = [...segments];
  for (const [k, segment] of filled.entries()) {
    const others = filled.filter((_, i) => i !== k);
    const inA = findGap(segment, others, a.count * a.step);
    const inB = findGap(
      { ...segment, from: segment.from - segment.offset, to: segment.to - segment.offset },
      others.map((other) => ({ ...other, from: other.from - other.offset, to: other.to - other.offset })),
      b.count * b.step * speed,
    );
    if (inA === null || inB === null) continue;
    const [lengthA, lengthB] = [inA[1] - inA[0], inB[1] - inB[0]];
    if (Math.abs(lengthA - lengthB) > SAME_LENGTH * column || lengthA > 2 * (segment.to - segment.from)) continue;
    const offset = (inA[0] + inA[1] - inB[0] - inB[1]) / 2;
    if (Math.abs(offset - segment.offset) > 2 * column) continue;
    filled[k] = { from: inA[0], to: inA[1], offset };
  }
  return filled;
}

/** The stretch around a segment that no other covers; null if others overlap it. */
function findGap(
  { from, to }: LineSegment,
  others: readonly LineSegment[],
  length: number,
): readonly [number, number] | null {
  const middle = (from + to) / 2;
  let [start, end] = [0, length];
  for (const other of others) {
    if (other.to <= middle) start = Math.max(start, other.to);
    else if (other.from >= middle) end = Math.min(end, other.from);
    else return null;
  }
  return [start, end];
}

/** Join segments that follow each other on one line. */
function joinLines(pair: CoursePair, segments: readonly LineSegment[]): LineSegment[] {
  const column = longerColumn(pair);
  const joined: LineSegment[] = [];
  for (const segment of [...segments].sort(byStart)) {
    const last = joined.at(-1);
    const isOne =
      last !== undefined &&
      Math.abs(last.offset - segment.offset) <= SAME_LINE * column &&
      Math.abs(last.to - segment.from) <= SAME_LINE * column;
    if (!isOne) joined.push(segment);
    else joined[joined.length - 1] = joinTwo(last, segment);
  }
  return joined;
}
