import { cubeRoot, linearToSrgb, power, srgbToLinear } from '../../../color/index.ts';
import { roundTo } from '../../../fingerprint/index.ts';
import type { Shift } from '../shift.ts';
import { interpolateKnots, type ShiftModel, TONE_KNOTS } from './model.ts';

/** Greys at which the tone curve is read. */
const LEVELS = 64;
/** Bound of the logarithms of gamma that are tried. */
const MAX_EXPONENT = 1.2;
/** Widths of their steps: the first up to the bound, each finer one around the best so far. */
const EXPONENT_STEPS = [0.04, 0.004, 0.0004] as const;
/** How much a gamma other than 1 must explain: 1 per unit of its squared logarithm. */
const GAMMA_COST = 2e-5;
/** Share of the evidence that each grey has at least. */
const MIN_EVIDENCE = 1e-3;

/** Describe the tone curve of a model by black level, gain and gamma, where there is evidence. */
export function fitTone(
  model: ShiftModel,
  labs: Float32Array,
  weights: Float64Array,
): Pick<Shift, 'blackLevel' | 'gain' | 'gamma'> {
  const evidence = new Float64Array(LEVELS).fill(MIN_EVIDENCE / LEVELS);
  let total = 0;
  for (const weight of weights) total += weight;
  for (let i = 0; i < weights.length; i++) {
    evidence[Math.min(LEVELS - 1, Math.floor(grayCode(labs[3 * i]!) * LEVELS))]! += weights[i]! / (total || 1);
  }
  const codes: number[] = [];
  const shown: number[] = [];
  const kept: number[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const code = (level + 0.5) / LEVELS;
    const value = interpolateKnots(model.lightness, TONE_KNOTS, grayLightness(code));
    if (value <= 0.02 || value >= 0.99) continue; // clipped
    codes.push(code);
    shown.push(grayCode(value));
    kept.push(evidence[level]!);
  }
  let best = { cost: Number.POSITIVE_INFINITY, black: 0, gain: 1, exponent: 0 };
  let reach = MAX_EXPONENT;
  for (const width of EXPONENT_STEPS) {
    const middle = best.exponent;
    const steps = Math.round(reach / width);
    for (let step = -steps; step <= steps; step++) {
      const exponent = middle + step * width;
      const gamma = power(Math.E, exponent);
      const line = fitLine(
        codes.map((code) => power(code, gamma)),
        shown,
        kept,
      );
      const cost = line.cost + GAMMA_COST * exponent * exponent;
      if (cost < best.cost) best = { ...line, cost, exponent };
    }
    reach = width;
  }
  const gamma = power(Math.E, best.exponent);
  return { blackLevel: roundTo(best.black, 3), gain: roundTo(best.gain, 3), gamma: roundTo(gamma, 3) };
}

function fitLine(
  xs: readonly number[],
  ys: readonly number[],
  weights: readonly number[],
): { cost: number; black: number; gain: number } {
  let [w, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    const weight = weights[i]!;
    w += weight;
    x += weight * xs[i]!;
    y += weight * ys[i]!;
    xx += weight * xs[i]! * xs[i]!;
    xy += weight * xs[i]! * ys[i]!;
    yy += weight * ys[i]! * ys[i]!;
  }
  const spread = w * xx - x * x;
  if (!(spread > 0)) return { cost: 0, black: 0, gain: 1 };
  const gain = (w * xy - x * y) / spread;
  const black = (y - gain * x) / w;
  const cost = yy - 2 * gain * xy - 2 * black * y + gain * gain * xx + 2 * gain * black * x + black * black * w;
  return { cost, black, gain };
}

/** The sRGB code value of a grey of OKLab lightness L. */
function grayCode(L: number): number {
  return linearToSrgb(L * L * L);
}

function grayLightness(code: number): number {
  return cubeRoot(srgbToLinear(code));
}
