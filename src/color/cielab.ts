import { cubeRoot } from './roots.ts';
import { SRGB_TO_XYZ, SRGB8_TO_LINEAR } from './srgb.ts';

/** CIE 1976 L*a*b* under D65, 2 degree observer: L 0 to 100. Film scholarship writes in it; clustering does not. */
export type Lab = readonly [L: number, a: number, b: number];

// CIE 15:2004 in exact fractions: delta = 6/29. The printed 0.008856 and 903.3 leave a small jump at the joint.
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

// The white point is what the sRGB matrix makes of (1, 1, 1), not a table's D65, so that white is L = 100, a = b = 0.
const WHITE_X = SRGB_TO_XYZ[0] + SRGB_TO_XYZ[1] + SRGB_TO_XYZ[2];
const WHITE_Y = SRGB_TO_XYZ[3] + SRGB_TO_XYZ[4] + SRGB_TO_XYZ[5];
const WHITE_Z = SRGB_TO_XYZ[6] + SRGB_TO_XYZ[7] + SRGB_TO_XYZ[8];

function compress(ratio: number): number {
  return ratio > EPSILON ? cubeRoot(ratio) : (KAPPA * ratio + 16) / 116;
}

/**
 * Convert linear sRGB to CIELAB (D65).
 *
 * @returns L 0 to 100 inside the gamut; greys have a = b = 0 within 1e-9.
 */
export function linearSrgbToLab(r: number, g: number, b: number): Lab {
  const m = SRGB_TO_XYZ;
  const x = compress((m[0] * r + m[1] * g + m[2] * b) / WHITE_X);
  const y = compress((m[3] * r + m[4] * g + m[5] * b) / WHITE_Y);
  const z = compress((m[6] * r + m[7] * g + m[8] * b) / WHITE_Z);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/**
 * Convert 8-bit sRGB codes to CIELAB (D65).
 *
 * @param r integer 0 to 255, as are `g` and `b`.
 */
export function srgb8ToLab(r: number, g: number, b: number): Lab {
  return linearSrgbToLab(SRGB8_TO_LINEAR[r]!, SRGB8_TO_LINEAR[g]!, SRGB8_TO_LINEAR[b]!);
}
