import { findTransferFunction, type TransferFunction } from '../curves/transfer-functions.ts';
import { invertMatrix, type Matrix3 } from './matrix.ts';
import { type Primaries, primariesToXyz } from './primaries.ts';
import {
  type CodeScales,
  LUMA_WEIGHTS,
  type LumaWeights,
  type Range,
  scaleCodes,
  weighYcbcr,
  type YcbcrMatrix,
} from './ycbcr.ts';

/**
 * How three stored components give red, green and blue: every matrix of ITU-T H.273 (07/2024),
 * table 4, as FFmpeg names it.
 */
export type ColorMatrix =
  | YcbcrMatrix
  | 'rgb'
  | 'ycgco'
  | 'ycgco-re'
  | 'ycgco-ro'
  | 'bt2020c'
  | 'smpte2085'
  | 'chroma-derived-nc'
  | 'chroma-derived-c'
  | 'ictcp'
  | 'ipt-c2';

/** All values of {@link ColorMatrix}. */
export const COLOR_MATRICES: readonly ColorMatrix[] = [
  ...(Object.keys(LUMA_WEIGHTS) as YcbcrMatrix[]),
  'rgb',
  'ycgco',
  'ycgco-re',
  'ycgco-ro',
  'bt2020c',
  'smpte2085',
  'chroma-derived-nc',
  'chroma-derived-c',
  'ictcp',
  'ipt-c2',
];

/** How a picture encodes colours as integer codes. */
export interface ColorCoding {
  readonly matrix: ColorMatrix;
  readonly range: Range;
  /** Bits per code, 8 to 16. */
  readonly bits: number;
  /** FFmpeg's name. Only matrices that act on light use it; an unknown name counts as BT.709. */
  readonly transfer: string;
  /** Only matrices that are derived from primaries use them. */
  readonly primaries: Primaries;
}

/**
 * Decodes stored codes to R'G'B' codes, 0 to 255 except for excursions. Subtract `yOffset` from the
 * first component and `cOffset` from the other two, and multiply by `matrix`. Then call `bend` on
 * the result, unless it is null.
 */
export interface RgbDecoder {
  readonly yOffset: number;
  readonly cOffset: number;
  readonly matrix: Matrix3;
  /** Finishes interleaved triples, shape (n, 3), in place. */
  readonly bend: ((codes: Float64Array) => void) | null;
}

/** Rows to L'M'S' and, for light, from red, green and blue to LMS; all in units of 1/4096. */
interface LmsCoding {
  readonly fromLms: Matrix3;
  readonly fromRgb: Matrix3;
}

// ITU-R BT.2100-2, table 7; ITU-T H.273, section 8.3, MatrixCoefficients 14.
const ICTCP_FROM_RGB: Matrix3 = [1688, 2146, 262, 683, 2951, 462, 99, 309, 3688];
const ICTCP_PQ: LmsCoding = {
  fromLms: [2048, 2048, 0, 6610, -13613, 7003, 17933, -17390, -543],
  fromRgb: ICTCP_FROM_RGB,
};
const ICTCP_HLG: LmsCoding = {
  fromLms: [2048, 2048, 0, 3625, -7465, 3840, 9500, -9212, -288],
  fromRgb: ICTCP_FROM_RGB,
};
// SMPTE ST 2128; ITU-T H.273 (07/2024), section 8.3, MatrixCoefficients 15.
const IPT_C2: LmsCoding = {
  fromLms: [1638, 1638, 820, 18248, -19870, 1622, 3300, 1463, -4763],
  fromRgb: [1747, 2169, 180, 673, 3029, 394, 50, 207, 3839],
};

/**
 * Create a decoder from stored codes to R'G'B' codes of the same transfer function and primaries.
 *
 * Most matrices are linear in codes. Constant luminance, ICtCp and IPT-PQ-C2 are not: each pixel
 * needs several curves of 0.1 to 0.2 us each, so a sample of 14,400 pixels takes 7 to 31 ms.
 * `ycgco-re` and `ycgco-ro` are decoded without their integer rounding, which is at most one code.
 *
 * @see ITU-T H.273 (07/2024), section 8.3.
 */
export function createRgbDecoder(coding: ColorCoding): RgbDecoder {
  const { matrix, range, bits, primaries } = coding;
  const transfer = findTransferFunction(coding.transfer) ?? findTransferFunction('bt709')!;
  const scales = scaleCodes(range, bits);
  switch (matrix) {
    case 'rgb':
      return decodeGbr(scales);
    case 'ycgco':
      return decodeYcgco(range, bits, bits);
    case 'ycgco-re':
      return decodeYcgco(range, bits, bits - 2);
    case 'ycgco-ro':
      return decodeYcgco(range, bits, bits - 1);
    case 'smpte2085':
      return decodeYdzdx(scales);
    case 'chroma-derived-nc':
      return decodeWeighted(scales, weighPrimaries(primaries));
    case 'chroma-derived-c':
      return decodeConstantLuminance(scales, weighPrimaries(primaries), transfer);
    case 'bt2020c':
      return decodeConstantLuminance(scales, LUMA_WEIGHTS.bt2020nc, transfer);
    case 'ictcp':
      return decodeLms(scales, coding.transfer === 'arib-std-b67' ? ICTCP_HLG : ICTCP_PQ, transfer);
    case 'ipt-c2':
      return decodeLms(scales, IPT_C2, transfer);
    default:
      return decodeWeighted(scales, LUMA_WEIGHTS[matrix]);
  }
}

/** MatrixCoefficients 0 in three planes: Y is green, Cb blue, Cr red, all three coded like luma. */
function decodeGbr({ yOffset, yScale: y }: CodeScales): RgbDecoder {
  return { yOffset, cOffset: yOffset, matrix: [0, 0, y, y, 0, 0, 0, y, 0], bend: null };
}

/**
 * MatrixCoefficients 8, 16 and 17: luma, green and orange are sums of R'G'B' codes, so chroma has
 * the same steps as luma.
 *
 * @param rgbBits bits of the R'G'B' codes; the reversible matrices store one or two more, and
 *   chroma twice as large.
 */
function decodeYcgco(range: Range, bits: number, rgbBits: number): RgbDecoder {
  const { yOffset, yScale: y } = scaleCodes(range, rgbBits);
  const c = rgbBits === bits ? y : y / 2;
  return { yOffset, cOffset: 2 ** (bits - 1), matrix: [y, -c, c, y, c, 0, y, -c, -c], bend: null };
}

/**
 * MatrixCoefficients 11, SMPTE ST 2085: Y'D'zD'x of X'Y'Z', which are returned in place of R'G'B'.
 */
function decodeYdzdx({ yOffset, cOffset, yScale: y, cScale: c }: CodeScales): RgbDecoder {
  const [z, x] = [0.986566, 0.991902];
  return { yOffset, cOffset, matrix: [x * y, 0, 2 * c, y, 0, 0, y / z, (2 * c) / z, 0], bend: null };
}

function decodeWeighted(scales: CodeScales, weights: LumaWeights): RgbDecoder {
  const { yOffset, yScale, cOffset, crToR, cbToG, crToG, cbToB } = weighYcbcr(weights, scales);
  return { yOffset, cOffset, matrix: [yScale, 0, crToR, yScale, cbToG, crToG, yScale, cbToB, 0], bend: null };
}

/** Luma weights of primaries: their shares in Y (MatrixCoefficients 12 and 13). */
function weighPrimaries(primaries: Primaries): LumaWeights {
  const xyz = primariesToXyz(primaries);
  return { kr: xyz[3], kb: xyz[5] };
}

/**
 * MatrixCoefficients 10 and 13; ITU-R BT.2020-2, table 4. Y'c is the code of luminance. The
 * divisors of the two differences are not the same below 0 as above it.
 */
function decodeConstantLuminance(
  { yOffset, cOffset, yScale: y, cScale: c }: CodeScales,
  { kr, kb }: LumaWeights,
  { decode, encode }: TransferFunction,
): RgbDecoder {
  // B' - Y'c and R' - Y'c at their extremes: at yellow and cyan, at blue and red.
  const [lowBlue, highBlue] = [encode(1 - kb), 1 - encode(kb)];
  const [lowRed, highRed] = [encode(1 - kr), 1 - encode(kr)];
  const bend = (codes: Float64Array) => {
    for (let i = 0; i < codes.length; i += 3) {
      const luma = codes[i]! / 255;
      const cb = codes[i + 1]! / 255;
      const cr = codes[i + 2]! / 255;
      const blue = luma + 2 * cb * (cb <= 0 ? lowBlue : highBlue);
      const red = luma + 2 * cr * (cr <= 0 ? lowRed : highRed);
      const light = (code: number) => decode(clampToUnit(code));
      const green = (light(luma) - kr * light(red) - kb * light(blue)) / (1 - kr - kb);
      codes[i] = 255 * red;
      codes[i + 1] = 255 * encode(clampToUnit(green));
      codes[i + 2] = 255 * blue;
    }
  };
  return { yOffset, cOffset, matrix: [y, 0, 0, 0, c, 0, 0, 0, c], bend };
}

/** MatrixCoefficients 14 and 15: a matrix of codes of cone responses, which are sums of light. */
function decodeLms(
  { yOffset, cOffset, yScale: y, cScale: c }: CodeScales,
  { fromLms, fromRgb }: LmsCoding,
  { decode, encode }: TransferFunction,
): RgbDecoder {
  const [a, b, d, e, f, g, h, i, j] = scaleMatrix(invertMatrix(fromLms), 4096);
  const matrix: Matrix3 = [a * y, b * c, d * c, e * y, f * c, g * c, h * y, i * c, j * c];
  const m = scaleMatrix(invertMatrix(fromRgb), 4096);
  const bend = (codes: Float64Array) => {
    for (let at = 0; at < codes.length; at += 3) {
      const l = decode(clampToUnit(codes[at]! / 255));
      const mid = decode(clampToUnit(codes[at + 1]! / 255));
      const s = decode(clampToUnit(codes[at + 2]! / 255));
      for (let row = 0; row < 3; row++) {
        const light = m[3 * row]! * l + m[3 * row + 1]! * mid + m[3 * row + 2]! * s;
        codes[at + row] = 255 * encode(clampToUnit(light));
      }
    }
  };
  return { yOffset, cOffset, matrix, bend };
}

const scaleMatrix = (m: Matrix3, factor: number): Matrix3 => m.map((value) => value * factor) as unknown as Matrix3;

const clampToUnit = (x: number): number => (x > 0 ? Math.min(x, 1) : 0);
