import { logarithm } from '../../../color/index.ts';
import { COURSE_FEATURES } from '../course.ts';
import type { Likeness } from '../segments/likeness.ts';
import type { CoursePair } from '../segments/segment.ts';

/** Columns on either side whose changes are compared. */
export const DETAIL_RADIUS = 4;
/** Deviation of a feature that encoding and rounding leave in still pictures, OKLab. */
export const FLOOR = 0.0005;
/** Limits of a feature's ratio of variances: the natural logarithm of its root is from -0.7 to 1.7. */
const MIN_RATIO = 0.25;
const MAX_RATIO = 30;

/**
 * Two films whose changes within a second or so are compared: what differs for as long as a shot
 * lasts, by grade or crop, does not count, and the noise is that of the place.
 */
export interface DetailPair {
  readonly pair: CoursePair;
  /** A with the grade of B, and B at the instants that a phase gives. Shape (n, features). */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly isKnownA: Uint8Array;
  readonly isKnownB: Uint8Array;
  /** Features that both films have. */
  readonly features: number;
}

/** Take the features that tell anything, in units of OKLab. */
export function readDetails(pair: CoursePair, likeness: Likeness): DetailPair {
  const used = [...likeness.gains.keys()].filter((f) => likeness.gains[f]! > 0);
  const pack = (values: Float32Array, count: number) => {
    const packed = new Float64Array(used.length * count);
    for (let i = 0; i < count; i++) {
      for (const [k, f] of used.entries()) {
        packed[used.length * i + k] = values[COURSE_FEATURES * i + f]! * likeness.residuals[f]!;
      }
    }
    return packed;
  };
  return {
    pair,
    a: pack(likeness.a, pair.a.count),
    b: pack(likeness.b, pair.b.count),
    isKnownA: likeness.isKnownA,
    isKnownB: likeness.isKnownB,
    features: used.length,
  };
}

/** The same with the films' roles exchanged. */
export function swapDetails({ pair, a, b, isKnownA, isKnownB, features }: DetailPair): DetailPair {
  const swapped = { a: pair.b, b: pair.a, speed: 1 / pair.speed };
  return { pair: swapped, a: b, b: a, isKnownA: isKnownB, isKnownB: isKnownA, features };
}

/** What a line shows beside some rows of A. */
export interface LineDetails {
  /** The first row. */
  readonly first: number;
  /** 1 where both films are known. */
  readonly isKnown: Uint8Array;
  /** B between its columns, shape (rows, features). */
  readonly b: Float64Array;
}

/** Read B along a line, between its columns. */
export function readLine(details: DetailPair, offset: number, first: number, end: number): LineDetails {
  const line = createLine(details, first, end);
  fillLine(details, offset, line);
  return line;
}

function createLine({ features }: DetailPair, first: number, end: number): LineDetails {
  const rows = Math.max(0, end - first);
  return { first, isKnown: new Uint8Array(rows), b: new Float64Array(features * rows) };
}

function fillLine({ pair, b, isKnownA, isKnownB, features }: DetailPair, offset: number, line: LineDetails): void {
  const { first, isKnown, b: values } = line;
  for (let k = 0; k < isKnown.length; k++) {
    const place = ((first + k + 0.5) * pair.a.step - offset) / pair.speed / pair.b.step - 0.5;
    const j = Math.floor(place);
    isKnown[k] = 0;
    // Within half a column of either end, the column at the end.
    if (place < -0.5 || place > pair.b.count - 0.5 || isKnownA[first + k] === 0) continue;
    const low = Math.max(0, j);
    const high = Math.min(pair.b.count - 1, j + 1);
    if (isKnownB[low] === 0 || isKnownB[high] === 0) continue;
    isKnown[k] = 1;
    const share = place - j;
    for (let f = 0; f < features; f++) {
      const start = b[features * low + f]!;
      values[features * k + f] = start + share * (b[features * high + f]! - start);
    }
  }
}

/**
 * Score rows on a line: how much better B explains the changes around each row of A than no relation
 * would, a log likelihood ratio. 0 where nothing changes, below 0 where the changes are others.
 *
 * @returns one score per row from `first` to `end`.
 */
export function scoreLine(details: DetailPair, offset: number, first: number, end: number): Float64Array {
  return createRatioMeasure(details, first, end)(offset).map(scoreRatio);
}

/** The score of a row: the logarithm of the root of its ratio of variances. */
export const scoreRatio = (ratio: number): number => logarithm(ratio) / 2;

/**
 * Prepare to measure the same rows on many lines: by how much what changes around a row exceeds what
 * differs there, the product over features of their ratios of variances. 1 where nothing is known.
 *
 * @returns the function that does it. Its result is valid until the next call.
 */
export function createRatioMeasure(details: DetailPair, first: number, end: number): (offset: number) => Float64Array {
  const { features } = details;
  const from = Math.max(0, first - DETAIL_RADIUS);
  const line = createLine(details, from, Math.min(details.pair.a.count, end + DETAIL_RADIUS));
  const rows = line.isKnown.length;
  const sums: WindowSums = {
    counts: new Int32Array(rows + 1),
    values: new Float64Array(SUMS * features * (rows + 1)),
    width: SUMS * features,
  };
  const ratios = new Float64Array(Math.max(0, end - first));
  return (offset) => {
    fillLine(details, offset, line);
    sumRows(details, line, sums);
    for (let k = 0; k < ratios.length; k++) ratios[k] = measureRatio(line, sums, first + k - from);
    return ratios;
  };
}

/** Per feature: sums of x, y, their squares and the square of their difference. */
const SUMS = 5;

/** Sums of the rows before each row. */
interface WindowSums {
  readonly counts: Int32Array;
  /** Shape (rows + 1, width). */
  readonly values: Float64Array;
  readonly width: number;
}

function sumRows({ a, features }: DetailPair, line: LineDetails, { counts, values, width }: WindowSums): void {
  for (let k = 0; k < line.isKnown.length; k++) {
    const known = line.isKnown[k]!;
    counts[k + 1] = counts[k]! + known;
    for (let f = 0; f < features; f++) {
      const x = known * a[features * (line.first + k) + f]!;
      const y = known * line.b[features * k + f]!;
      const p = width * k + SUMS * f;
      const q = p + width;
      values[q] = values[p]! + x;
      values[q + 1] = values[p + 1]! + y;
      values[q + 2] = values[p + 2]! + x * x;
      values[q + 3] = values[p + 3]! + y * y;
      values[q + 4] = values[p + 4]! + (x - y) * (x - y);
    }
  }
}

/** Known rows that a window needs. */
const MIN_KNOWN = 3;

function measureRatio({ isKnown }: LineDetails, { counts, values, width }: WindowSums, k: number): number {
  if (isKnown[k] !== 1) return 1;
  const from = Math.max(0, k - DETAIL_RADIUS);
  const to = Math.min(isKnown.length, k + DETAIL_RADIUS + 1);
  const n = counts[to]! - counts[from]!;
  if (n < MIN_KNOWN) return 1;
  // Variances times n^2, so that one division is enough: this runs for millions of pairs.
  const floor = n * n * FLOOR * FLOOR;
  let changes = 1;
  let differences = 1;
  for (let p = width * from, q = width * to; p < width * (from + 1); p += SUMS, q += SUMS) {
    const x = values[q]! - values[p]!;
    const y = values[q + 1]! - values[p + 1]!;
    const varianceX = n * (values[q + 2]! - values[p + 2]!) - x * x;
    const varianceY = n * (values[q + 3]! - values[p + 3]!) - y * y;
    const rest = n * (values[q + 4]! - values[p + 4]!) - (x - y) * (x - y);
    const less = varianceX < varianceY ? varianceX : varianceY;
    const change = (less > 0 ? less : 0) + floor;
    const difference = (rest > 0 ? rest : 0) + floor;
    if (change > MAX_RATIO * difference) changes *= MAX_RATIO;
    else if (change < MIN_RATIO * difference) changes *= MIN_RATIO;
    else {
      changes *= change;
      differences *= difference;
    }
  }
  return changes / differences;
}
