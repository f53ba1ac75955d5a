import { tabulatedRoot, tabulateRows } from '../curves/root-table.ts';
import { cubeRoot, quickCubeRoot } from '../curves/roots.ts';
import type { Matrix3 } from './matrix.ts';
import { type LinearRgb, SRGB_TO_XYZ, SRGB8_TO_LINEAR, XYZ_TO_SRGB } from './srgb.ts';

/**
 * CIE 1976 L*a*b* under D65, 2 degree observer: L 0 to 100. Film scholarship uses it; clustering
 * does not.
 */
export type Lab = readonly [L: number, a: number, b: number];

// CIE 15:2004 in exact fractions: delta = 6/29. The printed 0.008856 and 903.3 leave a small jump
// at the joint.
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

// The white point is the product of the sRGB matrix and (1, 1, 1), not D65 from a table, so that
// white is L = 100, a = b = 0.
const WHITE_X = SRGB_TO_XYZ[0] + SRGB_TO_XYZ[1] + SRGB_TO_XYZ[2];
const WHITE_Y = SRGB_TO_XYZ[3] + SRGB_TO_XYZ[4] + SRGB_TO_XYZ[5];
const WHITE_Z = SRGB_TO_XYZ[6] + SRGB_TO_XYZ[7] + SRGB_TO_XYZ[8];

function compress(ratio: number, root: (x: number) => number): number {
  return ratio > EPSILON ? root(ratio) : (KAPPA * ratio + 16) / 116;
}

/**
 * Convert linear sRGB to CIELAB (D65).
 *
 * @returns L 0 to 100 inside the gamut; greys have a = b = 0 within 1e-9.
 */
export function linearSrgbToLab(r: number, g: number, b: number): Lab {
  return toLab(r, g, b, cubeRoot);
}

/** Same as {@link linearSrgbToLab}, ten times as fast and within 1e-10. */
export function quickLinearSrgbToLab(r: number, g: number, b: number): Lab {
  return toLab(r, g, b, quickCubeRoot);
}

function toLab(r: number, g: number, b: number, root: (x: number) => number): Lab {
  const m = SRGB_TO_XYZ;
  const x = compress((m[0] * r + m[1] * g + m[2] * b) / WHITE_X, root);
  const y = compress((m[3] * r + m[4] * g + m[5] * b) / WHITE_Y, root);
  const z = compress((m[6] * r + m[7] * g + m[8] * b) / WHITE_Z, root);
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

function expand(root: number): number {
  const cubed = root * root * root;
  return cubed > EPSILON ? cubed : (116 * root - 16) / KAPPA;
}

/**
 * Convert CIELAB (D65) to linear sRGB. Not clamped: a colour outside the gamut has a channel below
 * 0 or above 1.
 */
export function labToLinearSrgb(L: number, a: number, b: number): LinearRgb {
  const m = XYZ_TO_SRGB;
  const y = (L + 16) / 116;
  const X = WHITE_X * expand(y + a / 500);
  const Y = WHITE_Y * expand(y);
  const Z = WHITE_Z * expand(y - b / 200);
  return [m[0] * X + m[1] * Y + m[2] * Z, m[3] * X + m[4] * Y + m[5] * Z, m[6] * X + m[7] * Y + m[8] * Z];
}

// The batch path, as in OKLab: ratios to white are sums of nine table entries per pixel, and their
// roots come from a table.
const RGB_TO_RATIOS = SRGB_TO_XYZ.map((value, i) => value / [WHITE_X, WHITE_Y, WHITE_Z][Math.floor(i / 3)]!);
const [X_OF_RGB, Y_OF_RGB, Z_OF_RGB] = tabulateRows(RGB_TO_RATIOS as unknown as Matrix3);

// Adding and subtracting 1.5 * 2^38 rounds a double to a multiple of 2^-14: the doubles there are
// 2^-14 apart.
const ROUNDER = 1.5 * 1024 * (1 << 28);

/**
 * Convert 8-bit sRGB pixels to CIELAB (D65), fast.
 *
 * Every value is a multiple of 2^-14, so that sums of up to 2^31 of them in doubles are exact in
 * any order of addition. Greys (r = g = b) have a = b = 0 exactly.
 *
 * @param pixels r g b interleaved, shape (n, 3). Not modified.
 * @param out L a b interleaved, shape (n, 3); created when absent, returned.
 * @returns `out`, each value within 3e-4 of `srgb8ToLab`.
 * @throws {RangeError} when the length is not a multiple of 3 or `out` has another length.
 */
export function srgb8PixelsToLab(
  pixels: Uint8Array,
  out: Float32Array = new Float32Array(pixels.length),
): Float32Array {
  if (pixels.length % 3 !== 0) throw new RangeError(`\`pixels\`: expected r g b triples, got ${pixels.length} values`);
  if (out.length !== pixels.length) {
    throw new RangeError(`\`out\`: expected ${pixels.length} values, got ${out.length}`);
  }
  const floats = new Float32Array(3);
  const bits = new Int32Array(floats.buffer);
  for (let i = 0; i < pixels.length; i += 3) {
    const r = pixels[i]!;
    const g = pixels[i + 1]! + 256;
    const b = pixels[i + 2]! + 512;
    floats[0] = X_OF_RGB[r]! + X_OF_RGB[g]! + X_OF_RGB[b]!;
    floats[1] = Y_OF_RGB[r]! + Y_OF_RGB[g]! + Y_OF_RGB[b]!;
    floats[2] = Z_OF_RGB[r]! + Z_OF_RGB[g]! + Z_OF_RGB[b]!;
    const x = floats[0] > EPSILON ? tabulatedRoot(bits[0]!) : (KAPPA * floats[0] + 16) / 116;
    const y = floats[1] > EPSILON ? tabulatedRoot(bits[1]!) : (KAPPA * floats[1] + 16) / 116;
    const z = floats[2] > EPSILON ? tabulatedRoot(bits[2]!) : (KAPPA * floats[2] + 16) / 116;
    out[i] = 116 * y - 16 + ROUNDER - ROUNDER;
    out[i + 1] = 500 * (x - y) + ROUNDER - ROUNDER;
    out[i + 2] = 200 * (y - z) + ROUNDER - ROUNDER;
  }
  return out;
}
