import { COURSE_FEATURES } from '../course.ts';
import { type Likeness, scoreColumns, swapLikeness } from './likeness.ts';
import {
  byStart,
  type CoursePair,
  findOther,
  joinTwo,
  type LineSegment,
  longerColumn,
  rowsOf,
  swapPair,
  swapSegments,
} from './segment.ts';

/** Ends of segments that are this near, columns, belong together. */
const NEAR = 3;
/** A gap in both films that is shorter than this, seconds, is no other scene. */
const MIN_REPLACED = 2;
/** Lines this near, columns, are one: less is uncertainty. */
const SAME_LINE = 1.25;
/** Mean difference in lightness, OKLab, beyond which a longer gap shows other pictures. */
const MAX_LIGHTNESS = 0.1;
/** Loss per column and feature that noise alone gives; other pictures lose more. */
const MAX_NOISE = 1;
/** Share of a segment's usual score from which a stretch that two segments claim is in both. */
const SHOWN_TWICE = 0.6;
const MIN_TWICE = 1.5;

/** Join segments that are one, extend them to the ends of films, and settle where they meet. */
export function joinSegments(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): LineSegment[] {
  const swapped = swapPair(pair);
  const bridged = bridgeGaps(pair, likeness, segments);
  const inB = settleEnds(swapped, swapLikeness(likeness), swapSegments(bridged, pair.speed));
  return settleEnds(pair, likeness, swapSegments(inB, swapped.speed));
}

/** Join neighbours on one line if what lies between them is not another scene in each film. */
function bridgeGaps(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): LineSegment[] {
  const { a, b, speed } = pair;
  const column = longerColumn(pair);
  const joined: LineSegment[] = [];
  const isFree = (from: number, to: number, offset: number, own: readonly LineSegment[]) =>
    segments.every((other) => {
      if (own.includes(other)) return true;
      const slack = SAME_LINE * column;
      const isFreeA = other.to <= from + slack || other.from >= to - slack;
      const [fromB, toB] = [from - offset, to - offset];
      const isFreeB = other.to - other.offset <= fromB + slack || other.from - other.offset >= toB - slack;
      return isFreeA && isFreeB;
    });
  for (const segment of [...segments].sort(byStart)) {
    const last = joined.at(-1);
    if (
      last !== undefined &&
      Math.abs(last.offset - segment.offset) <= SAME_LINE * column &&
      segment.from > last.to - SAME_LINE * column &&
      isFree(last.to, segment.from, segment.offset, [segment]) &&
      isBridge(pair, likeness, last.to, segment.from, segment.offset)
    ) {
      joined[joined.length - 1] = joinTwo(last, segment);
    } else joined.push(segment);
  }
  return joined.map((segment) => {
    const start = Math.max(0, segment.offset);
    const end = Math.min(a.count * a.step, speed * b.count * b.step + segment.offset);
    const inside = segments.filter((other) => other.from >= segment.from && other.to <= segment.to);
    const isStart = isFree(start, segment.from, segment.offset, inside);
    const isEnd = isFree(segment.to, end, segment.offset, inside);
    return {
      ...segment,
      from: isStart && isBridge(pair, likeness, start, segment.from, segment.offset) ? start : segment.from,
      to: isEnd && isBridge(pair, likeness, segment.to, end, segment.offset) ? end : segment.to,
    };
  });
}

/** Whether nothing speaks against a stretch being the same in both films, on a line. */
function isBridge(pair: CoursePair, likeness: Likeness, from: number, to: number, offset: number): boolean {
  if (to - from < MIN_REPLACED) return true;
  const [first, end] = rowsOf(pair.a, from, to);
  let loss = 0;
  let columns = 0;
  for (let f = 0; f < COURSE_FEATURES; f++) {
    if (likeness.gains[f] === 0) continue;
    let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
    for (let i = first; i < end; i++) {
      const j = findOther(pair, offset, i);
      if (j < 0 || likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0) continue;
      const x = likeness.a[COURSE_FEATURES * i + f]!;
      const y = likeness.b[COURSE_FEATURES * j + f]!;
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
    if (n === 0) continue;
    columns = Math.max(columns, n);
    if (f === 0 && (Math.abs(sx - sy) / n) * likeness.residuals[0]! > MAX_LIGHTNESS) return false;
    loss += (sxx - (sx * sx) / n + syy - (sy * sy) / n) / 4 - (sxy - (sx * sy) / n);
  }
  return loss <= MAX_NOISE * columns * COURSE_FEATURES;
}

/** Where one segment follows another without a gap, find the row at which they change over. */
function settleEnds(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): LineSegment[] {
  const { a } = pair;
  const column = longerColumn(pair);
  const settled = [...segments].sort(byStart);
  for (let k = 0; k + 1 < settled.length; k++) {
    const [one, other] = [settled[k]!, settled[k + 1]!];
    const gap = other.from - one.to;
    // One that lies inside the other is shown twice.
    if (gap > NEAR * column || other.to <= one.to) continue;
    if (-gap > MIN_TWICE && isShownTwice(pair, likeness, one, other)) continue;
    const reach = NEAR * column;
    const low = Math.max(one.from, Math.min(one.to, other.from) - reach);
    const high = Math.min(other.to, Math.max(one.to, other.from) + reach);
    const border = findBorder(pair, likeness, one.offset, other.offset, rowsOf(a, low, high));
    settled[k] = { ...one, to: border };
    settled[k + 1] = { ...other, from: border };
  }
  return settled.filter(({ from, to }) => to > from);
}

function isShownTwice(pair: CoursePair, likeness: Likeness, one: LineSegment, other: LineSegment): boolean {
  const [from, to] = [other.from, one.to];
  return [
    [one, one.from, from],
    [other, to, other.to],
  ].every(([segment, start, end]) => {
    const { offset } = segment as LineSegment;
    const usual = meanScore(pair, likeness, offset, rowsOf(pair.a, start as number, end as number));
    return meanScore(pair, likeness, offset, rowsOf(pair.a, from, to)) > SHOWN_TWICE * usual;
  });
}

function meanScore(
  pair: CoursePair,
  likeness: Likeness,
  offset: number,
  [first, end]: readonly [number, number],
): number {
  let sum = 0;
  for (let i = first; i < end; i++) sum += scoreOn(pair, likeness, offset, i);
  return end > first ? sum / (end - first) : 0;
}

function scoreOn(pair: CoursePair, likeness: Likeness, offset: number, i: number): number {
  const j = findOther(pair, offset, i);
  return j < 0 ? 0 : scoreColumns(likeness, i, j);
}

/** The time before which rows follow one line and after which they follow the other. */
function findBorder(
  pair: CoursePair,
  likeness: Likeness,
  before: number,
  after: number,
  [first, end]: readonly [number, number],
): number {
  let sum = 0;
  let best = 0;
  let border = first;
  for (let i = first; i < end; i++) {
    sum += scoreOn(pair, likeness, before, i) - scoreOn(pair, likeness, after, i);
    if (sum > best) {
      best = sum;
      border = i + 1;
    }
  }
  return border * pair.a.step;
}
