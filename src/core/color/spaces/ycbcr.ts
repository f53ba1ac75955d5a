/** A method of computing luma from red, green and blue, named as in ITU-T H.273 and FFmpeg. */
export type YcbcrMatrix = 'bt709' | 'smpte170m' | 'bt470bg' | 'fcc' | 'smpte240m' | 'bt2020nc';

/** `limited`: luma 16 to 235, chroma 16 to 240 at 8 bit; `full`: every code. */
export type Range = 'limited' | 'full';

/** Share of red and of blue in luma; green has the rest. */
export interface LumaWeights {
  readonly kr: number;
  readonly kb: number;
}

/** How Y'CbCr codes are encoded. */
export interface YcbcrCoding {
  readonly matrix: YcbcrMatrix;
  readonly range: Range;
  /** Bits per code, 8 to 16. */
  readonly bits: number;
}

/**
 * Coefficients that convert integer Y'CbCr codes to R'G'B', 0 to 255 and not clamped: `y = (Y -
 * yOffset) * yScale; R' = y + crToR * (Cr - cOffset); G' = y + cbToG * (Cb - cOffset) + crToG * (Cr
 * - cOffset); B' = y + cbToB * (Cb - cOffset)`.
 */
export interface YcbcrToRgb {
  readonly yOffset: number;
  readonly yScale: number;
  readonly cOffset: number;
  readonly crToR: number;
  readonly cbToG: number;
  readonly crToG: number;
  readonly cbToB: number;
}

/**
 * Luma weights of each matrix; ITU-T H.273 (07/2021), table 4, collects them from the standards
 * named here.
 */
export const LUMA_WEIGHTS: Readonly<Record<YcbcrMatrix, LumaWeights>> = {
  bt709: { kr: 0.2126, kb: 0.0722 }, // ITU-R BT.709-6, item 3.2
  smpte170m: { kr: 0.299, kb: 0.114 }, // SMPTE ST 170, the 525-line reading of ITU-R BT.601-7, section 2.5.1
  bt470bg: { kr: 0.299, kb: 0.114 }, // ITU-R BT.470-6 System B, G; the 625-line reading of BT.601
  fcc: { kr: 0.3, kb: 0.11 }, // 47 CFR 73.682 (a) (20)
  smpte240m: { kr: 0.212, kb: 0.087 }, // SMPTE ST 240:1999
  bt2020nc: { kr: 0.2627, kb: 0.0593 }, // ITU-R BT.2020-2, table 4, non-constant luminance
};

/**
 * Compute the coefficients that convert Y'CbCr codes to R'G'B'.
 *
 * @throws {RangeError} when the matrix or range is unknown, or `bits` is not an integer from 8 to
 *   16.
 * @see ITU-T H.273 (07/2021), section 8.3: quantisation by range, then the matrix from the two luma
 *   weights.
 */
export function ycbcrToRgbCoefficients({ matrix, range, bits }: YcbcrCoding): YcbcrToRgb {
  if (!Object.hasOwn(LUMA_WEIGHTS, matrix)) {
    throw new RangeError(`\`matrix\`: expected one of ${Object.keys(LUMA_WEIGHTS).join(', ')}, got "${matrix}"`);
  }
  if (range !== 'limited' && range !== 'full') {
    throw new RangeError(`\`range\`: expected "limited" or "full", got "${String(range)}"`);
  }
  if (!Number.isInteger(bits) || bits < 8 || bits > 16) {
    throw new RangeError(`\`bits\`: expected an integer from 8 to 16, got ${bits}`);
  }
  return weighYcbcr(LUMA_WEIGHTS[matrix], scaleCodes(range, bits));
}

/** Scale of the codes of a range and depth; ITU-T H.273 (07/2024), section 8.3. */
export interface CodeScales {
  /** Code of black, and of no chroma. */
  readonly yOffset: number;
  readonly cOffset: number;
  /** Factors that convert codes minus these offsets to 0 to 255, and to -127.5 to 127.5. */
  readonly yScale: number;
  readonly cScale: number;
}

/** @param bits of a code. */
export function scaleCodes(range: Range, bits: number): CodeScales {
  const step = 2 ** (bits - 8);
  const isLimited = range === 'limited';
  return {
    yOffset: isLimited ? 16 * step : 0,
    cOffset: 128 * step,
    yScale: 255 / (isLimited ? 219 * step : 256 * step - 1),
    cScale: 255 / (isLimited ? 224 * step : 256 * step - 1),
  };
}

/** Compute the coefficients for any luma weights. */
export function weighYcbcr({ kr, kb }: LumaWeights, { yOffset, yScale, cOffset, cScale }: CodeScales): YcbcrToRgb {
  const kg = 1 - kr - kb;
  const crToR = 2 * (1 - kr) * cScale;
  const cbToB = 2 * (1 - kb) * cScale;
  return {
    yOffset,
    yScale,
    cOffset,
    crToR,
    cbToG: (-cbToB * kb) / kg,
    crToG: (-crToR * kr) / kg,
    cbToB,
  };
}
