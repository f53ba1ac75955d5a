import { logarithm } from '../../../color/index.ts';
import { COURSE_FEATURES, type Course } from '../course.ts';

/** Residuals below these are noise of encoding, rounding and sampling. */
const MIN_RESIDUAL = [0.004, 0.004, 0.002, 0.002] as const;
/** A feature that tells less than this from chance is dropped: colours against black and white. */
const MIN_GAIN = 0.25;
/** What a pair of columns loses at most per feature: one in ten pairs of a match is an outlier. */
export const MAX_LOSS = 2.3;
const ROUNDS = 3;
/** Standard deviations of the residual beyond which a pair does not count in the fit. */
const OUTLIER = 3;
const MAD_TO_DEVIATION = 1.4826;

/** Pairs of columns that show the same. */
export interface ColumnMatches {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * How much more likely two columns are a match than not: a log likelihood ratio, from the grade
 * between two films and what it leaves unexplained.
 */
export interface Likeness {
  /** Features of A converted to the grade of B, in units of the residual. Shape (n, COURSE_FEATURES). */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** The same in units in which a squared difference is what it costs. */
  readonly scaledA: Float64Array;
  readonly scaledB: Float64Array;
  readonly isKnownA: Uint8Array;
  readonly isKnownB: Uint8Array;
  /** Of each feature: the score of an exact match. 0 if the feature is dropped. */
  readonly gains: Float64Array;
  /** Of each feature: what a squared difference costs. */
  readonly costs: Float64Array;
  /** Of each feature: the unit of `a` and `b`. */
  readonly residuals: Float64Array;
}

/** The same with the films' roles exchanged. */
export function swapLikeness(likeness: Likeness): Likeness {
  const { a, b, scaledA, scaledB, isKnownA, isKnownB } = likeness;
  const swapped = { a: b, b: a, scaledA: scaledB, scaledB: scaledA, isKnownA: isKnownB, isKnownB: isKnownA };
  return { ...likeness, ...swapped };
}

/** Fit the grade between two films on pairs of columns that mostly match. */
export function fitLikeness(a: Course, b: Course, matches: ColumnMatches): Likeness {
  const gains = new Float64Array(COURSE_FEATURES);
  const costs = new Float64Array(COURSE_FEATURES);
  const residuals = new Float64Array(COURSE_FEATURES);
  const as = new Float32Array(COURSE_FEATURES * a.count);
  const bs = new Float32Array(COURSE_FEATURES * b.count);
  const scaledA = new Float64Array(as.length);
  const scaledB = new Float64Array(bs.length);
  for (let f = 0; f < COURSE_FEATURES; f++) {
    const [x, y] = [a.features[f]!, b.features[f]!];
    const { gain, offset, residual } = fitLine(x, y, matches, MIN_RESIDUAL[f]!);
    const chance = Math.sqrt(gain * gain * measureVariance(x, a.isKnown) + measureVariance(y, b.isKnown));
    const told = chance > residual ? logarithm(chance / residual) : 0;
    if (told >= MIN_GAIN) {
      gains[f] = told;
      costs[f] = (1 - (residual * residual) / (chance * chance)) / 2;
    }
    residuals[f] = residual;
    const root = Math.sqrt(costs[f]!);
    for (let i = 0, p = f; i < a.count; i++, p += COURSE_FEATURES) {
      as[p] = (offset + gain * x[i]!) / residual;
      scaledA[p] = root * as[p]!;
    }
    for (let j = 0, q = f; j < b.count; j++, q += COURSE_FEATURES) {
      bs[q] = y[j]! / residual;
      scaledB[q] = root * bs[q]!;
    }
  }
  return { a: as, b: bs, scaledA, scaledB, isKnownA: a.isKnown, isKnownB: b.isKnown, gains, costs, residuals };
}

/** The score of column `i` of A and column `j` of B; 0 if one is unknown. */
export function scoreColumns(likeness: Likeness, i: number, j: number): number {
  if (likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0) return 0;
  const { a, b, gains, costs } = likeness;
  const p = COURSE_FEATURES * i;
  const q = COURSE_FEATURES * j;
  // Runs for millions of pairs: without a loop it takes half the time before it is compiled.
  return (
    scoreFeature(gains[0]!, costs[0]!, a[p]! - b[q]!) +
    scoreFeature(gains[1]!, costs[1]!, a[p + 1]! - b[q + 1]!) +
    scoreFeature(gains[2]!, costs[2]!, a[p + 2]! - b[q + 2]!) +
    scoreFeature(gains[3]!, costs[3]!, a[p + 3]! - b[q + 3]!)
  );
}

/** A dropped feature has neither gain nor cost. */
const scoreFeature = (gain: number, cost: number, difference: number): number =>
  Math.max(-MAX_LOSS, gain - cost * difference * difference);

interface Line {
  readonly gain: number;
  readonly offset: number;
  /** Deviation of what the line does not explain, without outliers. */
  readonly residual: number;
}

/** Fit y = offset + gain x by least squares without outliers. */
function fitLine(x: Float32Array, y: Float32Array, { a, b }: ColumnMatches, minResidual: number): Line {
  let line: Line = { gain: 1, offset: 0, residual: Number.POSITIVE_INFINITY };
  const sizes = new Float64Array(a.length);
  for (let round = 0; round < ROUNDS; round++) {
    let n = 0;
    let sx = 0;
    let sy = 0;
    let sxx = 0;
    let sxy = 0;
    for (let k = 0; k < a.length; k++) {
      const xk = x[a[k]!]!;
      const yk = y[b[k]!]!;
      if (Math.abs(yk - line.offset - line.gain * xk) > OUTLIER * line.residual) continue;
      n++;
      sx += xk;
      sy += yk;
      sxx += xk * xk;
      sxy += xk * yk;
    }
    if (n === 0) break;
    const spread = sxx - (sx * sx) / n;
    const gain = spread > n * 1e-9 ? (sxy - (sx * sy) / n) / spread : 0;
    const offset = (sy - gain * sx) / n;
    for (let k = 0; k < a.length; k++) sizes[k] = Math.abs(y[b[k]!]! - offset - gain * x[a[k]!]!);
    sizes.sort();
    const residual = Math.max(minResidual, MAD_TO_DEVIATION * sizes[sizes.length >> 1]!);
    line = { gain, offset, residual };
  }
  return line;
}

function measureVariance(values: Float32Array, isKnown: Uint8Array): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (isKnown[i] === 0) continue;
    n++;
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return n === 0 ? 0 : Math.max(0, squares / n - (sum / n) * (sum / n));
}
