import { srgb8ToOklab } from '../color/index.ts';
import type { Measures } from './fingerprint.ts';
import { roundTo } from './format/round-number.ts';

/**
 * Number of bins of the hue circle: 15 degrees of OKLab hue each, the first from 0 (towards +a, a
 * rose).
 */
export const HUE_BINS = 24;

// Slopes between the bins. They avoid the arc tangent, whose last bit depends on the engine.
const TAN_15 = 2 - Math.sqrt(3);
const TAN_30 = Math.sqrt(1 / 3);

// Warm colours are within 90 degrees of hue 50: Ou, Luo, Woodcock & Wright 2004 (Color Res. Appl.
// 29(3), 232-240) found that warmth correlates with cos(h - 50) in CIELAB. In OKLab, as there, the
// half circle ends at a green between leaf and lime and at a purple.
const COS_50 = 0.6427876096865394;
const SIN_50 = 0.766044443118978;

/**
 * Minimum difference between the highest and lowest channel of a clearly coloured pixel, codes:
 * compression noise of 8 codes in each of Cb and Cr gives at most 30 (BT.709: 8 x 1.8556 + 8 x
 * 1.5748).
 */
const VIVID = 48;

// Lightness and chroma are summed as integer multiples of this unit, so that sums are exact and
// independent of the order of pixels.
const UNIT = 65536;
const HALF = 0.5;

/** Find the bin, of {@link HUE_BINS}, of an OKLab hue. For a grey it is 5 and has no meaning. */
export function hueBin(a: number, b: number): number {
  const x = Math.abs(a);
  const y = Math.abs(b);
  let part: number;
  if (y < x) part = y < x * TAN_15 ? 0 : y < x * TAN_30 ? 1 : 2;
  else part = x > y * TAN_30 ? 3 : x > y * TAN_15 ? 4 : 5;
  if (b >= 0) return a >= 0 ? part : 11 - part;
  return a < 0 ? 12 + part : 23 - part;
}

/** Measures pixels, sRGB r g b interleaved, shape (n, 3), n >= 1, in any order. Not modified. */
export type PixelMeter = (pixels: Uint8Array) => Measures;

/**
 * Create a meter that reuses its buffers for all pictures.
 *
 * Colourfulness is exact. The other measures use bins of 5 bits per channel, each represented by
 * the mean of its pixels, which takes a fifth of the time; near black they use single colours. On
 * 75 film frames the error of lightness, contrast and chroma is at most 0.001, compared to 0.008
 * with bins only. The order of pixels does not matter. 14,400 pixels of a film take 0.15 ms, of
 * pure noise 1 ms.
 *
 * @see Hasler & Suesstrunk 2003, "Measuring colourfulness in natural images", Proc. SPIE 5007,
 * 87-95, section 6 (their M^(3)): sigma + 0.3 mu of rg = R - G and yb = (R + G) / 2 - B, sRGB
 * codes.
 * @see Peli 1990, "Contrast in complex images", J. Opt. Soc. Am. A 7(10), 2032-2040: contrast as a
 * standard deviation.
 */
export function createPixelMeter(): PixelMeter {
  const bins = createBins();
  return (pixels) => {
    const n = pixels.length / 3;
    if (!(Number.isInteger(n) && n > 0)) {
      throw new RangeError(`\`pixels\`: expected r g b triples, at least one, got ${pixels.length} values`);
    }
    const colorfulness = measureColorfulness(pixels);
    const { lights, squares, warm, vivid, hues } = measureBins(bins(pixels));
    const chroma = hues.reduce((sum, part) => sum + part);
    return {
      lightness: roundTo(lights / n / UNIT, 4),
      contrast: roundTo(deviation(lights, squares, n) / UNIT, 4),
      chroma: roundTo(chroma / n / UNIT, 4),
      colorfulness: roundTo(colorfulness, 2),
      vivid: roundTo(vivid / n, 4),
      warm: chroma === 0 ? null : roundTo(warm / chroma, 4),
      hues: Array.from(hues, (part) => roundTo(part / n / UNIT, 4)),
    };
  };
}

/** Colours of a picture, grouped by similarity. Borrowed. */
interface BinnedColors {
  /** OKLab, shape (m, 3). */
  readonly oklab: Float32Array;
  /** Means as sRGB codes, shape (m, 3). */
  readonly codes: Uint8Array;
  /** Number of pixels of each, shape (m,). */
  readonly counts: Float64Array;
}

// Two sums in one double: 26 bits are enough for seven times 9 million pixels.
const SECOND = 1 << 26;

const BINS = 1 << 15;
// If every channel is below this (near black), each colour has its own bin after the others: the
// cube root of OKLab is steepest there.
const DARK_BITS = 4;
const DARK = 1 << DARK_BITS;
const ALL = BINS + DARK ** 3;

function createBins(): (pixels: Uint8Array) => BinnedColors {
  // Per bin: the low bits of red and of green; the low bits of blue and the count.
  const redGreen = new Float64Array(ALL);
  const blueCount = new Float64Array(ALL);
  const used = new Uint16Array(ALL);
  const means = new Uint8Array(3 * ALL);
  const oklab = new Float32Array(3 * ALL);
  const counts = new Float64Array(ALL);
  return (pixels) => {
    let m = 0;
    for (let i = 0; i < pixels.length; i += 3) {
      const r = pixels[i]!;
      const g = pixels[i + 1]!;
      const b = pixels[i + 2]!;
      const bin =
        (r | g | b) < DARK
          ? BINS | (r << (2 * DARK_BITS)) | (g << DARK_BITS) | b
          : ((r & 0xf8) << 7) | ((g & 0xf8) << 2) | (b >> 3);
      if (blueCount[bin] === 0) used[m++] = bin;
      redGreen[bin]! += (r & 7) + (g & 7) * SECOND;
      blueCount[bin]! += (b & 7) + SECOND;
    }
    for (let j = 0; j < m; j++) {
      const bin = used[j]!;
      const count = Math.floor(blueCount[bin]! / SECOND);
      if (bin >= BINS) {
        means[3 * j] = (bin >> (2 * DARK_BITS)) & (DARK - 1);
        means[3 * j + 1] = (bin >> DARK_BITS) & (DARK - 1);
        means[3 * j + 2] = bin & (DARK - 1);
      } else {
        const green = Math.floor(redGreen[bin]! / SECOND);
        const half = count / 2;
        means[3 * j] = ((bin >> 7) & 0xf8) + Math.floor((redGreen[bin]! - green * SECOND + half) / count);
        means[3 * j + 1] = ((bin >> 2) & 0xf8) + Math.floor((green + half) / count);
        means[3 * j + 2] = ((bin << 3) & 0xf8) + Math.floor((blueCount[bin]! - count * SECOND + half) / count);
      }
      counts[j] = count;
      redGreen[bin] = blueCount[bin] = 0;
    }
    srgb8ToOklab(means.subarray(0, 3 * m), oklab.subarray(0, 3 * m));
    return { oklab, codes: means, counts: counts.subarray(0, m) };
  };
}

/**
 * Sum lightness, its squares, chroma by hue and warm chroma, in integer {@link UNIT}s, and count
 * vivid pixels.
 */
function measureBins({ oklab, codes, counts }: BinnedColors): {
  lights: number;
  squares: number;
  warm: number;
  vivid: number;
  hues: Float64Array;
} {
  let lights = 0;
  let squares = 0;
  let warm = 0;
  let vivid = 0;
  const hues = new Float64Array(HUE_BINS);
  for (let j = 0; j < counts.length; j++) {
    const count = counts[j]!;
    const L = Math.floor(oklab[3 * j]! * UNIT + HALF);
    const a = oklab[3 * j + 1]!;
    const b = oklab[3 * j + 2]!;
    const chroma = Math.floor(Math.sqrt(a * a + b * b) * UNIT + HALF) * count;
    lights += L * count;
    squares += L * L * count;
    hues[hueBin(a, b)]! += chroma;
    const red = codes[3 * j]!;
    const green = codes[3 * j + 1]!;
    const blue = codes[3 * j + 2]!;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= VIVID) vivid += count;
    if (a * COS_50 + b * SIN_50 > 0) warm += chroma;
  }
  return { lights, squares, warm, vivid, hues };
}

function measureColorfulness(pixels: Uint8Array): number {
  let rgSum = 0;
  let rgSquares = 0;
  let ybSum = 0;
  let ybSquares = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    const r = pixels[i]!;
    const g = pixels[i + 1]!;
    const rg = r - g;
    // Twice yb, to stay an integer.
    const yb = r + g - 2 * pixels[i + 2]!;
    rgSum += rg;
    rgSquares += rg * rg;
    ybSum += yb;
    ybSquares += yb * yb;
  }
  const n = pixels.length / 3;
  const rg = deviation(rgSum, rgSquares, n);
  const yb = deviation(ybSum, ybSquares, n) / 2;
  const rgMean = rgSum / n;
  const ybMean = ybSum / n / 2;
  return Math.sqrt(rg * rg + yb * yb) + 0.3 * Math.sqrt(rgMean * rgMean + ybMean * ybMean);
}

/** Population standard deviation from integer sums; never negative through rounding. */
function deviation(sum: number, squares: number, n: number): number {
  return Math.sqrt(Math.max(0, squares - (sum * sum) / n) / n);
}
