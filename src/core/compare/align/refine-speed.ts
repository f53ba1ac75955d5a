import { COURSE_FEATURES } from './course.ts';
import type { Likeness } from './segments/likeness.ts';
import { type CoursePair, type LineSegment, rowsOf } from './segments/segment.ts';

const ROUNDS = 6;

/** A speed with its standard error, and where each segment lies at this speed. */
export interface RefinedSpeed {
  readonly speed: number;
  readonly error: number;
  readonly segments: readonly LineSegment[];
}

/**
 * Fit one speed and an offset per segment to the colours of columns: Gauss-Newton steps on the
 * difference between a column of A and B interpolated between columns. Pairs count the less the more they
 * differ (Cauchy weights).
 */
export function refineByColors(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): RefinedSpeed {
  let { speed } = pair;
  let placed = segments;
  let error = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const fits = placed.map((segment) => sumGradients({ ...pair, speed }, likeness, segment));
    // Each segment turns about its own weighted middle, so that offsets do not depend on the speed.
    let [slope, weight, squares, count] = [0, 0, 0, 0];
    for (const fit of fits) {
      if (fit.g === 0) continue;
      slope += fit.gtr - (fit.gt * fit.gr) / fit.g;
      weight += fit.gtt - (fit.gt * fit.gt) / fit.g;
      squares += fit.rr;
      count += fit.n;
    }
    if (!(weight > 0)) return { speed, error: 1, segments: placed };
    const turn = slope / weight;
    error = Math.sqrt(squares / Math.max(1, count) / weight);
    const before = speed;
    speed += turn;
    placed = placed.map((segment, k) => {
      const { g, gt, gr } = fits[k]!;
      const step = g > 0 ? gr / g - (turn * gt) / g : 0;
      const limit = Math.min(pair.a.step, pair.b.step * before);
      return { ...segment, offset: segment.offset + Math.max(-limit, Math.min(limit, step)) };
    });
  }
  return { speed, error, segments: placed };
}

/**
 * Normal equations of one segment: residual r = A - B, gradient of B per second of A, t the time in
 * B.
 */
function sumGradients({ a, b, speed }: CoursePair, likeness: Likeness, { from, to, offset }: LineSegment) {
  const [first, end] = rowsOf(a, from, to);
  const row = new Float64Array(ROW_SUMS);
  const sums = { n: 0, g: 0, gt: 0, gtt: 0, gr: 0, gtr: 0, rr: 0 };
  for (let i = first; i < end; i++) {
    const time = ((i + 0.5) * a.step - offset) / speed;
    const place = time / b.step - 0.5;
    const j = Math.floor(place);
    if (j < 0 || j + 1 >= b.count) continue;
    if (likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0 || likeness.isKnownB[j + 1] === 0) continue;
    sumRow(row, likeness, i, j, place - j, b.step * speed);
    const g = row[0]!;
    const gr = row[1]!;
    sums.n += row[3]!;
    sums.g += g;
    sums.gt += g * time;
    sums.gtt += g * time * time;
    sums.gr += gr;
    sums.gtr += gr * time;
    sums.rr += row[2]!;
  }
  return sums;
}

/** Sums over the features of a row: weighted squares of gradients, their products, squares of residuals, and how many. */
const ROW_SUMS = 4;

/** A function of its own, which the engine compiles after some calls. */
function sumRow(
  sums: Float64Array,
  { a, b, gains }: Likeness,
  i: number,
  j: number,
  share: number,
  seconds: number,
): void {
  sums.fill(0);
  for (let f = 0; f < COURSE_FEATURES; f++) {
    if (gains[f] === 0) continue;
    const low = b[COURSE_FEATURES * j + f]!;
    const high = b[COURSE_FEATURES * (j + 1) + f]!;
    const residual = a[COURSE_FEATURES * i + f]! - (low + share * (high - low));
    // B at (t_a - offset) / speed: more offset or speed reads B earlier.
    const gradient = (low - high) / seconds;
    const weight = 1 / (1 + residual * residual);
    sums[0]! += weight * gradient * gradient;
    sums[1]! += weight * gradient * residual;
    sums[2]! += weight * residual * residual;
    sums[3]! += 1;
  }
}
