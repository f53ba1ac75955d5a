import { LUMA_WEIGHTS } from '../../../color/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { weightedQuantile } from '../fit/quantile.ts';
import type { CodeError } from './code-errors.ts';

/** Codes that are clipped say nothing of the tone. */
const MIN_CODE = 4;
const MAX_CODE = 251;
/**
 * How far gain and black may be from those of the error: 1.1644 and -0.073 for a range. A contrast of
 * 1.15 has a gain that is 0.012 lower.
 */
const MAX_GAIN_ERROR = 0.006;
const MAX_BLACK_ERROR = 0.005;
/** Standard error of the gain above which nothing can be said. */
const MAX_UNCERTAINTY = 0.002;
const ROUNDS = 4;
/** Deviations of the residual beyond which a pair does not count. */
const OUTLIER = 2.5;
const MAD_TO_DEVIATION = 1.4826;

const { kr, kb } = LUMA_WEIGHTS.bt709;
const lumaOf = (r: number, g: number, b: number): number => kr * r + (1 - kr - kb) * g + kb * b;

/** How far the gain of a chosen contrast is from that of a wrong range, at least. */
const MIN_CONTRADICTION = 0.04;

/** Whether B has exactly the tone that an error gives A, whatever its saturation. */
export function hasTone(pairs: ColorPairs, error: CodeError): boolean {
  const { gain, black, uncertainty } = measureTone(pairs, error);
  return uncertainty <= MAX_UNCERTAINTY && Math.abs(gain - 1) <= MAX_GAIN_ERROR && Math.abs(black) <= MAX_BLACK_ERROR;
}

/**
 * Whether B certainly has another contrast than an error gives A: in a dark film, a higher contrast
 * is near to a wrong range wherever there are colours.
 */
export function hasOtherContrast(pairs: ColorPairs, error: CodeError): boolean {
  const { gain, uncertainty } = measureTone(pairs, error);
  return uncertainty <= MAX_UNCERTAINTY && Math.abs(gain - 1) > MIN_CONTRADICTION;
}

/** Fit a line to the luma of B over the one that an error predicts: 1 and 0 if it is the error. */
function measureTone(pairs: ColorPairs, error: CodeError): { gain: number; black: number; uncertainty: number } {
  const { x, y, weights } = readLumas(pairs, error);
  let [black, gain, scale] = [0, 1, Number.POSITIVE_INFINITY];
  let uncertainty = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    let [n, w, sx, sy, sxx, sxy, squares] = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const rest = y[i]! - black - gain * x[i]!;
      if (Math.abs(rest) > OUTLIER * scale) continue;
      const weight = weights[i]!;
      n++;
      w += weight;
      sx += weight * x[i]!;
      sy += weight * y[i]!;
      sxx += weight * x[i]! * x[i]!;
      sxy += weight * x[i]! * y[i]!;
      squares += weight * rest * rest;
    }
    const spread = sxx - (sx * sx) / w;
    if (!(spread > 0)) return { gain: 1, black: 0, uncertainty: Number.POSITIVE_INFINITY };
    gain = (sxy - (sx * sy) / w) / spread;
    black = (sy - gain * sx) / w;
    const sizes = x.map((value, i) => Math.abs(y[i]! - black - gain * value));
    scale = MAD_TO_DEVIATION * weightedQuantile(sizes, weights, 0.5) + 1e-3;
    uncertainty = Math.sqrt(squares / spread / Math.max(1, n));
  }
  return { gain, black, uncertainty };
}

/** Luma that an error predicts of A, and luma of B, where neither is clipped. */
function readLumas({ a, b, weights }: ColorPairs, error: CodeError) {
  const [x, y, kept]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < weights.length; i++) {
    if (isClipped(a, i) || isClipped(b, i)) continue;
    x.push(lumaOf(...error(a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255)));
    y.push(lumaOf(b[3 * i]! / 255, b[3 * i + 1]! / 255, b[3 * i + 2]! / 255));
    kept.push(weights[i]!);
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y), weights: Float64Array.from(kept) };
}

function isClipped(codes: Uint8Array, i: number): boolean {
  const low = Math.min(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
  const high = Math.max(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
  return low < MIN_CODE || high > MAX_CODE;
}

/** How many times as saturated B is as an error predicts. */
export function fitChroma({ a, b, weights }: ColorPairs, error: CodeError): number {
  let [product, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    if (isClipped(b, i)) continue;
    const predicted = error(a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255);
    const luma = lumaOf(...predicted);
    const lumaB = lumaOf(b[3 * i]! / 255, b[3 * i + 1]! / 255, b[3 * i + 2]! / 255);
    for (const [channel, value] of predicted.entries()) {
      product += weights[i]! * (value - luma) * (b[3 * i + channel]! / 255 - lumaB);
      squares += weights[i]! * (value - luma) * (value - luma);
    }
  }
  return squares > 0 ? product / squares : 1;
}

/** The same error, with another saturation. */
export function scaleChroma(error: CodeError, factor: number): CodeError {
  return (r, g, b) => {
    const codes = error(r, g, b);
    const luma = lumaOf(...codes);
    return [luma + factor * (codes[0] - luma), luma + factor * (codes[1] - luma), luma + factor * (codes[2] - luma)];
  };
}
