import { linearSrgbToOklab, linearToSrgb, oklabToLinearSrgb, srgbToLinear } from '../../../color/index.ts';

/** Knots of the tone curve, evenly spread over the lightness of A. */
export const TONE_KNOTS = 17;
/** Knots of the tint, evenly spread over the lightness of A. */
export const TINT_KNOTS = 6;
/** Terms that follow the knots: see {@link fillTerms}. */
export const TERMS = 9;

/**
 * How OKLab colours of A become colours of B: a tone curve (of L) or tint (of a, b) over the
 * lightness of A, plus terms of the chroma of A. Numbers have six decimals.
 */
export interface ShiftModel {
  /** L of B for greys of A: the knots, shape (17,), then the terms, shape (9,). */
  readonly lightness: readonly number[];
  /** a of B: the knots, shape (6,), then the terms, shape (9,). */
  readonly a: readonly number[];
  /** b of B, same shape. */
  readonly b: readonly number[];
}

/** Compute the terms of a colour that do not depend on the knots, from index `from` of `out`. */
export function fillTerms(out: Float64Array, from: number, L: number, a: number, b: number): void {
  const fromMiddle = 2 * L - 1;
  out[from] = a;
  out[from + 1] = b;
  out[from + 2] = a * fromMiddle;
  out[from + 3] = b * fromMiddle;
  // Scaled to the size of a and b inside sRGB.
  out[from + 4] = 4 * a * a;
  out[from + 5] = 4 * a * b;
  out[from + 6] = 4 * b * b;
  out[from + 7] = a * fromMiddle * fromMiddle;
  out[from + 8] = b * fromMiddle * fromMiddle;
}

/** Value of a piecewise linear curve on evenly spread knots from 0 to 1; clamped outside. */
export function interpolateKnots(knots: ArrayLike<number>, count: number, x: number): number {
  const position = Math.min(count - 1, Math.max(0, x * (count - 1)));
  const index = Math.min(count - 2, Math.floor(position));
  const part = position - index;
  return knots[index]! * (1 - part) + knots[index + 1]! * part;
}

const terms = new Float64Array(TERMS);

function sumTerms(coefficients: readonly number[], from: number): number {
  let sum = 0;
  for (let i = 0; i < TERMS; i++) sum += coefficients[from + i]! * terms[i]!;
  return sum;
}

/** Apply a model to an OKLab colour. L is clamped to 0 and above. */
export function shiftOklab(
  model: ShiftModel,
  L: number,
  a: number,
  b: number,
): readonly [L: number, a: number, b: number] {
  fillTerms(terms, 0, L, a, b);
  return [
    Math.max(0, interpolateKnots(model.lightness, TONE_KNOTS, L) + sumTerms(model.lightness, TONE_KNOTS)),
    interpolateKnots(model.a, TINT_KNOTS, L) + sumTerms(model.a, TINT_KNOTS),
    interpolateKnots(model.b, TINT_KNOTS, L) + sumTerms(model.b, TINT_KNOTS),
  ];
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Apply a model to sRGB code values, 0 to 1. Channels outside the gamut are clipped. */
export function shiftCodes(
  model: ShiftModel,
  r: number,
  g: number,
  b: number,
): readonly [r: number, g: number, b: number] {
  const lab = linearSrgbToOklab(srgbToLinear(r), srgbToLinear(g), srgbToLinear(b));
  const [red, green, blue] = oklabToLinearSrgb(...shiftOklab(model, ...lab));
  return [clamp(linearToSrgb(clamp(red))), clamp(linearToSrgb(clamp(green))), clamp(linearToSrgb(clamp(blue)))];
}
