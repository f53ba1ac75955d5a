import { logarithm } from '../../../color/index.ts';
import { COURSE_FEATURES } from '../course.ts';
import { chooseLines, type Piece } from './chains.ts';
import { type Likeness, scoreColumns, swapLikeness } from './likeness.ts';
import { type CoursePair, findOther, type LineSegment, rowsOf, swapPair, swapSegment } from './segment.ts';

/** What beginning a segment costs, in units of the log likelihood of a pair of columns. */
const OPENING = 12;
/** What a row loses on a line that leads beyond the other film. */
const BEYOND = -4;
/** Score from which a stretch that nothing covers may be a segment of its own. */
const MIN_CANDIDATE = 14;
/** Maximum number of segments that are added to what nothing covers. */
const MAX_CANDIDATES = 64;
/** A segment is at least this long. */
const MIN_SECONDS = 1;
const MIN_ROWS = 3;
/**
 * What a segment's changes must tell: a black stretch matches every other, a scene only itself.
 */
const MIN_EVIDENCE = 14;
/**
 * The same for a stretch that would be shown twice, which must also score this much more than at
 * any other place: films return to the same light.
 */
const MIN_EVIDENCE_TWICE = 40;
const MIN_LEAD = 10;
/** Places closer than this, columns, are the same place. */
const SAME_PLACE = 3;
/** Share of columns that nothing covers from which a stretch is not shown twice. */
const FREE_SHARE = 0.8;

/** Find which stretch of A is which of B, near the lines that are given and on others. */
export function findSegments(pair: CoursePair, likeness: Likeness, offsets: readonly number[]): LineSegment[] {
  const swapped = swapPair(pair);
  const swappedLikeness = swapLikeness(likeness);
  let lines = mergeOffsets(offsets, pair);
  let segments: LineSegment[] = [];
  for (let round = 0; round < 2; round++) {
    segments = followLines(pair, likeness, lines, [[0, pair.a.count]]);
    const isFree = markFree(pair, segments);
    const fresh = listGaps(segments, pair.a.count * pair.a.step).flatMap(([from, to]) =>
      findCandidates(pair, likeness, rowsOf(pair.a, from, to), isFree),
    );
    const added = mergeOffsets([...segments.map(({ offset }) => offset), ...fresh], pair);
    if (fresh.length === 0) break;
    lines = added;
  }
  // What B shows twice is covered once so far.
  const inB = segments.map((segment) => swapSegment(segment, pair.speed));
  const gaps = listGaps(inB, pair.b.count * pair.b.step).map(([from, to]) => rowsOf(pair.b, from, to));
  const isFree = markFree(swapped, inB);
  const candidates = gaps.flatMap((rows) => findCandidates(swapped, swappedLikeness, rows, isFree));
  const doubled = followLines(swapped, swappedLikeness, mergeOffsets(candidates, swapped), gaps);
  const all = [...segments, ...doubled.map((segment) => swapSegment(segment, swapped.speed))];
  return dropDoubtful(pair, likeness, all).sort((one, other) => one.from - other.from || one.offset - other.offset);
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
    const scores = offsets.map((offset) =>
      Float64Array.from({ length: end - first }, (_, k) => {
        const j = findOther(pair, offset, first + k);
        return weight * (j < 0 ? BEYOND : scoreColumns(likeness, first + k, j));
      }),
    );
    return chooseLines(scores, end - first, OPENING)
      .map((piece) => ({ ...piece, from: piece.from + first, to: piece.to + first }))
      .filter((piece) => isTelling(pair, likeness, piece, offsets[piece.line]!))
      .map(({ line, from, to }) => ({ from: from * pair.a.step, to: to * pair.a.step, offset: offsets[line]! }));
  });
}

/** Rows closer than the columns that they are compared to do not count in full. */
export const weigh = ({ a, b, speed }: CoursePair): number => Math.min(1, a.step / (b.step * speed));

function isTelling(pair: CoursePair, likeness: Likeness, { from, to }: Piece, offset: number): boolean {
  if (to - from < MIN_ROWS || (to - from) * pair.a.step < MIN_SECONDS) return false;
  return measureEvidence(pair, likeness, from, to, offset) >= MIN_EVIDENCE;
}

/** How much the changes within a stretch tell beyond its mean colour. */
export function measureEvidence(
  pair: CoursePair,
  likeness: Likeness,
  from: number,
  to: number,
  offset: number,
): number {
  let evidence = 0;
  for (let f = 0; f < COURSE_FEATURES; f++) {
    if (likeness.gains[f] === 0) continue;
    let [n, sx, sxx, sy, syy, errors] = [0, 0, 0, 0, 0, 0];
    for (let i = from; i < to; i++) {
      const j = findOther(pair, offset, i);
      if (j < 0 || likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0) continue;
      const [x, y] = [likeness.a[f]![i]!, likeness.b[f]![j]!];
      n++;
      sx += x;
      sxx += x * x;
      sy += y;
      syy += y * y;
      errors += Math.min(9, (x - y) * (x - y));
    }
    if (n < 2) continue;
    const spread = Math.max(0, Math.min(sxx - (sx * sx) / n, syy - (sy * sy) / n)) / n;
    evidence += (weigh(pair) * n * logarithm((1 + spread) / (1 + errors / n))) / 2;
  }
  return evidence;
}

/** Lines on which a part of some rows matches something of the other film. */
function findCandidates(
  pair: CoursePair,
  likeness: Likeness,
  [first, end]: readonly [number, number],
  isFree: Uint8Array,
): number[] {
  const { a, b, speed } = pair;
  if (end - first < MIN_ROWS || (end - first) * a.step < MIN_SECONDS) return [];
  const weight = weigh(pair);
  const ratio = a.step / (b.step * speed);
  const places = Int32Array.from({ length: end - first }, (_, k) => Math.floor((k + 0.5) * ratio));
  const peaks: { from: number; to: number; shift: number; score: number }[] = [];
  for (let shift = -places.at(-1)!; shift < b.count; shift++) {
    let sum = 0;
    let start = 0;
    let from = 0;
    let to = 0;
    let score = 0;
    for (let k = 0; k < places.length; k++) {
      const j = places[k]! + shift;
      if (j < 0) continue;
      if (j >= b.count) break;
      sum += weight * scoreColumns(likeness, first + k, j);
      if (sum <= 0) {
        sum = 0;
        start = k + 1;
      } else if (sum > score) {
        score = sum;
        from = start;
        to = k + 1;
      }
    }
    if (score >= MIN_CANDIDATE && to - from >= MIN_ROWS) peaks.push({ from, to, shift, score });
  }
  peaks.sort((one, other) => other.score - one.score);
  const offsets: number[] = [];
  const isTaken = new Uint8Array(end - first);
  for (const { from, to, shift, score } of peaks) {
    if (isTaken.subarray(from, to).some((value) => value === 1)) continue;
    const offset = first * a.step - shift * b.step * speed;
    const evidence = measureEvidence(pair, likeness, first + from, first + to, offset);
    if (evidence < MIN_EVIDENCE) continue;
    const columns = isFree.subarray(Math.max(0, places[from]! + shift), places[to - 1]! + shift + 1);
    const isAlone = columns.reduce((sum, value) => sum + value, 0) >= FREE_SHARE * columns.length;
    if (!isAlone && evidence < MIN_EVIDENCE_TWICE) continue;
    const hasRival = peaks.some(
      (other) =>
        other.score > score - MIN_LEAD &&
        Math.abs(other.shift - shift) > SAME_PLACE &&
        Math.min(other.to, to) - Math.max(other.from, from) > (to - from) / 2,
    );
    if (!isAlone && hasRival) continue;
    isTaken.fill(1, from, to);
    offsets.push(offset);
    if (offsets.length === MAX_CANDIDATES) break;
  }
  return offsets;
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
