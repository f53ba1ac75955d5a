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
  const sums = { n: 0, g: 0, gt: 0, gtt: 0, gr: 0, gtr: 0, rr: 0 };
  for (let i = first; i < end; i++) {
    const time = ((i + 0.5) * a.step - offset) / speed;
    const place = time / b.step - 0.5;
    const j = Math.floor(place);
    if (j < 0 || j + 1 >= b.count) continue;
    if (likeness.isKnownA[i] === 0 || likeness.isKnownB[j] === 0 || likeness.isKnownB[j + 1] === 0) continue;
    for (let f = 0; f < COURSE_FEATURES; f++) {
      if (likeness.gains[f] === 0) continue;
      const [low, high] = [likeness.b[COURSE_FEATURES * j + f]!, likeness.b[COURSE_FEATURES * (j + 1) + f]!];
      const residual = likeness.a[COURSE_FEATURES * i + f]! - (low + (place - j) * (high - low));
      // B at (t_a - offset) / speed: more offset or speed reads B earlier.
      const gradient = -(high - low) / (b.step * speed);
      const weight = 1 / (1 + residual * residual);
      sums.n++;
      sums.g += weight * gradient * gradient;
      sums.gt += weight * gradient * gradient * time;
      sums.gtt += weight * gradient * gradient * time * time;
      sums.gr += weight * gradient * residual;
      sums.gtr += weight * gradient * residual * time;
      sums.rr += weight * residual * residual;
    }
  }
  return sums;
}
