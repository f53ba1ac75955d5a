import { tabulatedRoot, tabulateRows } from '../curves/root-table.ts';
import { cubeRoot } from '../curves/roots.ts';
import { type Matrix3, multiplyMatrices } from './matrix.ts';
import { type LinearRgb, linearToSrgb8, type Rgb8, SRGB_TO_XYZ, XYZ_TO_SRGB } from './srgb.ts';

/**
 * Ottosson's OKLab: L 0 (black) to 1 (white), a green to red and b blue to yellow, within 0.33 of 0
 * inside sRGB.
 */
export type Oklab = readonly [L: number, a: number, b: number];

// Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab/) as CSS Color 4 recomputed
// them in double precision for its white point
// (https://www.w3.org/TR/css-color-4/#color-conversion-code). The ten digits of the post leave
// white at b = 4e-8. With these matrices, greys have a = b = 0 to the last bits, and the exact
// zeros of `srgb8ToOklab` depend on this.
const XYZ_TO_LMS: Matrix3 = [
  0.819022437996703, 0.3619062600528904, -0.1288737815209879, 0.0329836539323885, 0.9292868615863434,
  0.0361446663506424, 0.0481771893596242, 0.2642395317527308, 0.6335478284694309,
];
const LMS_TO_XYZ: Matrix3 = [
  1.2268798758459243, -0.5578149944602171, 0.2813910456659647, -0.0405757452148008, 1.112286803280317,
  -0.0717110580655164, -0.0763729366746601, -0.4214933324022432, 1.5869240198367816,
];
/** Roots of LMS to OKLab. */
export const ROOTS_TO_OKLAB: Matrix3 = [
  0.210454268309314, 0.7936177747023054, -0.0040720430116193, 1.9779985324311684, -2.4285922420485799,
  0.450593709617411, 0.0259040424655478, 0.7827717124575296, -0.8086757549230774,
];
const OKLAB_TO_ROOTS: Matrix3 = [
  1, 0.3963377773761749, 0.2158037573099136, 1, -0.1055613458156586, -0.0638541728258133, 1, -0.0894841775298119,
  -1.2914855480194092,
];
/** Linear sRGB to LMS. */
export const RGB_TO_LMS: Matrix3 = multiplyMatrices(XYZ_TO_LMS, SRGB_TO_XYZ);
/** LMS to linear sRGB. */
export const LMS_TO_RGB: Matrix3 = multiplyMatrices(XYZ_TO_SRGB, LMS_TO_XYZ);

/** Convert linear sRGB to OKLab. */
export function linearSrgbToOklab(r: number, g: number, b: number): Oklab {
  const m = RGB_TO_LMS;
  const t = ROOTS_TO_OKLAB;
  const l = cubeRoot(m[0] * r + m[1] * g + m[2] * b);
  const k = cubeRoot(m[3] * r + m[4] * g + m[5] * b);
  const s = cubeRoot(m[6] * r + m[7] * g + m[8] * b);
  return [t[0] * l + t[1] * k + t[2] * s, t[3] * l + t[4] * k + t[5] * s, t[6] * l + t[7] * k + t[8] * s];
}

// Not `** 3`, which is Math.pow.
function cube(x: number): number {
  return x * x * x;
}

/**
 * Convert OKLab to linear sRGB. Not clamped: a colour outside the gamut has a channel below 0 or
 * above 1.
 */
export function oklabToLinearSrgb(L: number, a: number, b: number): LinearRgb {
  const t = OKLAB_TO_ROOTS;
  const m = LMS_TO_RGB;
  const l = cube(t[0] * L + t[1] * a + t[2] * b);
  const k = cube(t[3] * L + t[4] * a + t[5] * b);
  const s = cube(t[6] * L + t[7] * a + t[8] * b);
  return [m[0] * l + m[1] * k + m[2] * s, m[3] * l + m[4] * k + m[5] * s, m[6] * l + m[7] * k + m[8] * s];
}

// Half the darkest step of an 8-bit code in linear light. A channel outside the gamut by so little
// is rounding, and clamping it changes no hue.
const GAMUT_SLACK = 0.5 / 255 / 12.92;

function isInGamut([r, g, b]: LinearRgb): boolean {
  return Math.min(r, g, b) >= -GAMUT_SLACK && Math.max(r, g, b) <= 1 + 8 * GAMUT_SLACK;
}

/**
 * Convert OKLab to the nearest 8-bit sRGB code. A colour outside the gamut moves towards the grey
 * of its lightness.
 *
 * Lightness and hue stay the same; chroma decreases (16 halvings). Means of sRGB colours are in the
 * gamut or within a rounding of it, because it is nearly convex in OKLab. So they cost nothing
 * extra.
 *
 * @returns codes 0 to 255; exactly equal ones when a = b = 0, and black or white when L is 0 or
 *   below, 1 or above.
 */
export function oklabToSrgb8(L: number, a: number, b: number): Rgb8 {
  const light = Math.min(1, Math.max(0, L));
  if ((a === 0 && b === 0) || light === 0 || light === 1) {
    const grey = linearToSrgb8(cube(light));
    return [grey, grey, grey];
  }
  let rgb = oklabToLinearSrgb(light, a, b);
  if (!isInGamut(rgb)) {
    let inside = 0;
    for (let step = 0.5; step >= 1 / 65536; step /= 2) {
      const kept = inside + step;
      if (isInGamut(oklabToLinearSrgb(light, a * kept, b * kept))) inside = kept;
    }
    rgb = oklabToLinearSrgb(light, a * inside, b * inside);
  }
  return [linearToSrgb8(rgb[0]), linearToSrgb8(rgb[1]), linearToSrgb8(rgb[2])];
}

// The batch path: RGB -> LMS is a sum of nine table entries per pixel, and the cube roots also come
// from a table.
const [L_OF_RGB, M_OF_RGB, S_OF_RGB] = tabulateRows(RGB_TO_LMS);

// Adding and subtracting 1.5 * 2^28 rounds a double to a multiple of 2^-24: the doubles there are
// 2^-24 apart.
const ROUNDER = 1.5 * (1 << 28);

/**
 * Convert 8-bit sRGB pixels to OKLab, fast.
 *
 * Every value is a multiple of 2^-24, so that sums of up to 2^29 of them in doubles are exact in
 * any order of addition. Greys (r = g = b) have a = b = 0 exactly.
 *
 * @param pixels r g b interleaved, shape (n, 3). Not modified.
 * @param out L a b interleaved, shape (n, 3); created when absent, returned.
 * @returns `out`, each value within 2e-6 of `linearSrgbToOklab`.
 * @throws {RangeError} when the length is not a multiple of 3 or `out` has another length. 14,400
 *   pixels take about 0.2 to 0.3 ms.
 */
export function srgb8ToOklab(pixels: Uint8Array, out: Float32Array = new Float32Array(pixels.length)): Float32Array {
  if (pixels.length % 3 !== 0) throw new RangeError(`\`pixels\`: expected r g b triples, got ${pixels.length} values`);
  if (out.length !== pixels.length) {
    throw new RangeError(`\`out\`: expected ${pixels.length} values, got ${out.length}`);
  }
  const floats = new Float32Array(3);
  const bits = new Int32Array(floats.buffer);
  const [t0, t1, t2, t3, t4, t5, t6, t7, t8] = ROOTS_TO_OKLAB;
  for (let i = 0; i < pixels.length; i += 3) {
    const r = pixels[i]!;
    const g = pixels[i + 1]! + 256;
    const b = pixels[i + 2]! + 512;
    if (r + g + b === 768) {
      out[i] = out[i + 1] = out[i + 2] = 0; // black has no exponent to look up
      continue;
    }
    floats[0] = L_OF_RGB[r]! + L_OF_RGB[g]! + L_OF_RGB[b]!;
    floats[1] = M_OF_RGB[r]! + M_OF_RGB[g]! + M_OF_RGB[b]!;
    floats[2] = S_OF_RGB[r]! + S_OF_RGB[g]! + S_OF_RGB[b]!;
    const l = tabulatedRoot(bits[0]!);
    const m = tabulatedRoot(bits[1]!);
    const s = tabulatedRoot(bits[2]!);
    out[i] = t0 * l + t1 * m + t2 * s + ROUNDER - ROUNDER;
    out[i + 1] = t3 * l + t4 * m + t5 * s + ROUNDER - ROUNDER;
    out[i + 2] = t6 * l + t7 * m + t8 * s + ROUNDER - ROUNDER;
  }
  return out;
}
