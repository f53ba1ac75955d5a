import type { BlockMargin } from '../alignment.ts';
import { byStart, type LineSegment, longerColumn, rowsOf, swapSegments } from '../segments/segment.ts';
import { type DetailPair, swapDetails } from './detail.ts';
import { costRows } from './row-costs.ts';

/** Columns by which the end of a segment and the start of the next may be apart. */
const NEAR = 3;
/** Rows on either side of an end that are looked at. */
const REACH = 80;
/** How much worse than the best place another may explain the rows, so that the end may be there. */
const AS_GOOD = 12;

/**
 * Measure how far the ends of segments can be moved without explaining the films much worse: to the
 * end of a still shot, where nothing tells.
 *
 * @returns shape of `segments`.
 */
export function measureMargins(details: DetailPair, segments: readonly LineSegment[]): BlockMargin[] {
  const { speed } = details.pair;
  const inA = measureInA(details, segments);
  const inB = measureInA(swapDetails(details), swapSegments(segments, speed));
  return inA.map((margins, k) => ({
    from: Math.max(margins.from, speed * inB[k]!.from),
    to: Math.max(margins.to, speed * inB[k]!.to),
  }));
}

function measureInA(details: DetailPair, segments: readonly LineSegment[]): BlockMargin[] {
  const near = NEAR * longerColumn(details.pair);
  const margins = segments.map(() => ({ from: 0, to: 0 }));
  const order = [...segments.keys()].sort((one, other) => byStart(segments[one]!, segments[other]!));
  for (const [place, k] of order.entries()) {
    const next = order[place + 1];
    if (next === undefined) continue;
    const [one, other] = [segments[k]!, segments[next]!];
    if (Math.abs(other.from - one.to) > near || other.to <= one.to) continue;
    const range = findRange(details, one, other);
    margins[k]!.to = distance(one.to, range);
    margins[next]!.from = distance(other.from, range);
  }
  return margins;
}

/** How far the ends of a range are from a time in it or beside it. */
const distance = (time: number, [from, to]: readonly [number, number]): number => Math.max(time - from, to - time, 0);

/** From when to when the border between two segments may be, seconds. */
function findRange(details: DetailPair, one: LineSegment, other: LineSegment): readonly [number, number] {
  const { a } = details.pair;
  const border = Math.round((one.to + other.from) / 2 / a.step);
  const [first] = rowsOf(a, one.from, one.to);
  const [, end] = rowsOf(a, other.from, other.to);
  const rows = [Math.max(first, border - REACH), Math.min(end, border + REACH)] as const;
  const before = costRows(details, one, rows, 'before');
  const after = costRows(details, other, rows, 'after');
  // What it costs to put the border before each row, less the same of the first.
  const costs = new Float64Array(rows[1] - rows[0] + 1);
  for (let k = 0; k < before.length; k++) costs[k + 1] = costs[k]! + before[k]! - after[k]!;
  const most = Math.min(...costs) + AS_GOOD;
  const isGood = (cost: number) => cost <= most;
  return [(rows[0] + costs.findIndex(isGood)) * a.step, (rows[0] + costs.findLastIndex(isGood)) * a.step];
}
