import { findCandidates } from './candidates.ts';
import { chooseLines } from './chains.ts';
import { isTelling, MIN_EVIDENCE_TWICE, measureEvidence, weigh } from './evidence.ts';
import { type Likeness, scoreColumns, swapLikeness } from './likeness.ts';
import {
  byStart,
  type CoursePair,
  findOther,
  type LineSegment,
  rowsOf,
  swapPair,
  swapSegment,
  swapSegments,
} from './segment.ts';

/** What beginning a segment costs, in units of the log likelihood of a pair of columns. */
const OPENING = 12;
/** What a row loses on a line that leads beyond the other film. */
const BEYOND = -4;

/** Find which stretch of A is which of B, near the lines that are given and on others. */
export function findSegments(pair: CoursePair, likeness: Likeness, offsets: readonly number[]): LineSegment[] {
  const swapped = swapPair(pair);
  const swappedLikeness = swapLikeness(likeness);
  let segments = followLines(pair, likeness, mergeOffsets(offsets, pair), [[0, pair.a.count]]);
  const isFreeInB = markFree(pair, segments);
  const found = listGaps(segments, pair.a.count * pair.a.step).flatMap(([from, to]) =>
    findCandidates(pair, likeness, rowsOf(pair.a, from, to), isFreeInB),
  );
  if (found.length > 0) {
    const lines = mergeOffsets([...segments.map(({ offset }) => offset), ...found], pair);
    segments = followLines(pair, likeness, lines, [[0, pair.a.count]]);
  }
  // What B shows twice is covered once so far.
  const inB = swapSegments(segments, pair.speed);
  const gaps = listGaps(inB, pair.b.count * pair.b.step).map(([from, to]) => rowsOf(pair.b, from, to));
  const isFreeInA = markFree(swapped, inB);
  const candidates = gaps.flatMap((rows) => findCandidates(swapped, swappedLikeness, rows, isFreeInA));
  const doubled = followLines(swapped, swappedLikeness, mergeOffsets(candidates, swapped), gaps);
  const all = [...segments, ...swapSegments(doubled, swapped.speed)];
  return dropDoubtful(pair, likeness, all).sort(byStart);
}

/** Follow lines over stretches of rows, each on its own. */
function followLines(
  pair: CoursePair,
  likeness: Likeness,
  offsets: readonly number[],
  stretches: readonly (readonly [number, number])[],
): LineSegment[] {
  const weight = weigh(pair);
  return stretches.flatMap(([first, end]) => {
    const scores = offsets.map((offset) => {
      const onLine = new Float64Array(end - first);
      for (let k = 0; k < onLine.length; k++) {
        const j = findOther(pair, offset, first + k);
        onLine[k] = weight * (j < 0 ? BEYOND : scoreColumns(likeness, first + k, j));
      }
      return onLine;
    });
    return chooseLines(scores, end - first, OPENING)
      .map((piece) => ({ ...piece, from: piece.from + first, to: piece.to + first }))
      .filter((piece) => isTelling(pair, likeness, piece, offsets[piece.line]!))
      .map(({ line, from, to }) => ({ from: from * pair.a.step, to: to * pair.a.step, offset: offsets[line]! }));
  });
}

/** Drop segments that show again what longer ones show, without enough evidence. */
function dropDoubtful(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): LineSegment[] {
  const kept: LineSegment[] = [];
  for (const segment of [...segments].sort((one, other) => other.to - other.from - (one.to - one.from))) {
    const { from, to } = swapSegment(segment, pair.speed);
    const isFree = markFree(pair, kept).subarray(...rowsOf(pair.b, from, to));
    const isAlone = isFree.reduce((sum, value) => sum + value, 0) >= isFree.length / 2;
    const rows = rowsOf(pair.a, segment.from, segment.to);
    if (isAlone || measureEvidence(pair, likeness, ...rows, segment.offset) >= MIN_EVIDENCE_TWICE) kept.push(segment);
  }
  return kept;
}

/** The columns of B that no segment covers. */
function markFree({ b, speed }: CoursePair, segments: readonly LineSegment[]): Uint8Array {
  const isFree = new Uint8Array(b.count).fill(1);
  for (const segment of segments) {
    const { from, to } = swapSegment(segment, speed);
    isFree.fill(0, ...rowsOf(b, from, to));
  }
  return isFree;
}

/** Drop lines that hardly differ from one before them. */
function mergeOffsets(offsets: readonly number[], { a, b, speed }: CoursePair): number[] {
  const near = 0.6 * Math.min(a.step, b.step * speed);
  const kept: number[] = [];
  for (const offset of offsets) if (kept.every((other) => Math.abs(other - offset) > near)) kept.push(offset);
  return kept;
}

/** What segments leave free of 0 to `length`. */
export function listGaps(segments: readonly LineSegment[], length: number): (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  let end = 0;
  for (const { from, to } of [...segments].sort((one, other) => one.from - other.from)) {
    if (from > end) gaps.push([end, from]);
    end = Math.max(end, to);
  }
  if (length > end) gaps.push([end, length]);
  return gaps;
}
