import { cubeRoot, fifthRoot } from '../curves/roots.ts';
import { createEncoder } from './encoder.ts';
import type { Matrix3 } from './matrix.ts';

/** sRGB as three codes, integers 0 to 255. */
export type Rgb8 = readonly [r: number, g: number, b: number];

/** Linear light on the sRGB primaries, 0 to 1 inside the gamut. */
export type LinearRgb = readonly [r: number, g: number, b: number];

// The curve of IEC 61966-2-1:1999, as in CSS Color 4
// (https://www.w3.org/TR/css-color-4/#color-conversion-code). The joint is at 0.04045, not at the
// 0.03928 of the withdrawn draft that WCAG 2 still quotes: no 8-bit code lies between the two.
const OFFSET = 0.055;
const CODE_JOINT = 0.04045;
const LINEAR_JOINT = 0.0031308;
const SLOPE = 12.92;

/**
 * Linear sRGB to CIE XYZ (D65, Y of white = 1), exact fractions from the primaries and white of IEC
 * 61966-2-1.
 *
 * @see https://www.w3.org/TR/css-color-4/#color-conversion-code
 */
export const SRGB_TO_XYZ: Matrix3 = [
  506752 / 1228815,
  87881 / 245763,
  12673 / 70218,
  87098 / 409605,
  175762 / 245763,
  12673 / 175545,
  7918 / 409605,
  87881 / 737289,
  1001167 / 1053270,
];

/** CIE XYZ (D65, Y of white = 1) to linear sRGB: the exact inverse, same source. */
export const XYZ_TO_SRGB: Matrix3 = [
  12831 / 3959,
  -329 / 214,
  -1974 / 3959,
  -851781 / 878810,
  1648619 / 878810,
  36519 / 878810,
  705 / 12673,
  -2585 / 12673,
  705 / 667,
];

/**
 * Decode an sRGB code value into linear light.
 *
 * @param code 0 to 1; below 0 the straight part continues.
 * @returns linear light, 0 to 1. About 0.2 us: use `SRGB8_TO_LINEAR` in loops.
 */
export function srgbToLinear(code: number): number {
  if (code <= CODE_JOINT) return code / SLOPE;
  const base = (code + OFFSET) / (1 + OFFSET);
  // base ** 2.4 without Math.pow.
  return base * base * fifthRoot(base * base);
}

/**
 * Encode linear light as an sRGB code value.
 *
 * @param light 0 to 1; below 0 the straight part continues.
 * @returns code value, 0 to 1.
 */
export function linearToSrgb(light: number): number {
  if (light <= LINEAR_JOINT) return light * SLOPE;
  // light ** (1 / 2.4) is the cube root of light ** (5 / 4).
  return (1 + OFFSET) * cubeRoot(light * Math.sqrt(Math.sqrt(light))) - OFFSET;
}

/** Linear light of each 8-bit sRGB code, shape (256,). Read only. */
export const SRGB8_TO_LINEAR: Float64Array = Float64Array.from({ length: 256 }, (_, code) => srgbToLinear(code / 255));

/**
 * Encode linear light as the nearest 8-bit sRGB code.
 *
 * @param light any number; values outside 0 to 1 are clamped, NaN is 0.
 * @returns integer 0 to 255, exactly rounded in code values (halves go up). About 5 ns.
 */
export const linearToSrgb8: (light: number) => number = createEncoder(srgbToLinear);
