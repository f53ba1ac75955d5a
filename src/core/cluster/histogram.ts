import { checkInteger, checkPixels } from './argument.ts';
import { conversionOf, type Space } from './space.ts';

/** The bin size of colours, and the space in which their means are computed. */
export interface HistogramOptions {
  /**
   * Leading bits of each sRGB channel that choose the bin, 3 to 6. Default 6: a picture fills some
   * thousands of the 262,144 bins.
   */
  readonly bits?: number;
  /** Default `oklab`. */
  readonly space?: Space;
}

/** The colours of a picture, similar colours in one bin. */
export interface Histogram {
  /**
   * True mean of the pixels in each bin (not the bin's middle), shape (n, 3), in the order of the
   * bins' codes. The distance from black to white is about 1.
   */
  readonly colors: Float64Array;
  /** Pixels in each bin, shape (n,), each >= 1. */
  readonly weights: Float64Array;
  /**
   * Code of each bin, shape (n,), ascending: the leading bits of red, of green, of blue, `bits`
   * each.
   */
  readonly codes: Uint32Array;
  readonly bits: number;
}

/**
 * Create a function that counts the colours of pictures. It reuses its tables and buffers: each
 * result is valid until the next call.
 *
 * The function takes sRGB pixels, shape (n, 3), n >= 1. It throws TypeError or RangeError for other
 * values. The order of the pixels changes nothing, to the last bit: bins are sorted by their codes,
 * and the sums for their means are exact (see `srgb8ToOklab`).
 *
 * @throws {TypeError | RangeError} when `bits` is not an integer from 3 to 6, or the space is
 *   unknown.
 */
export function createHistogram({
  bits = 6,
  space = 'oklab',
}: HistogramOptions = {}): (pixels: Uint8Array) => Histogram {
  checkInteger('bits', bits, 3, 6);
  const { convert, unit } = conversionOf(space);
  // Index of the sums of each bin, from 1, in the order in which bins appear; 0 for a bin without
  // pixels. All are 0 between calls.
  const placeOf = new Uint32Array(1 << (3 * bits));
  let buffer = new Float32Array(0);
  let met = new Uint32Array(0);
  // Pixel count and three sums per place, side by side, so that a pixel touches one cache line.
  let sums = new Float64Array(0);
  let colors = new Float64Array(0);
  let weights = new Float64Array(0);

  return (pixels) => {
    checkPixels(pixels);
    if (buffer.length < pixels.length) {
      buffer = new Float32Array(pixels.length);
      const most = Math.min(placeOf.length, pixels.length / 3);
      met = new Uint32Array(most);
      sums = new Float64Array(4 * most + 4);
      colors = new Float64Array(3 * most);
      weights = new Float64Array(most);
    }
    const bins = countBins(pixels, convert(pixels, buffer), bits, placeOf, met, sums);
    const codes = met.subarray(0, bins).sort();
    for (let bin = 0; bin < bins; bin++) {
      const code = codes[bin]!;
      const at = 4 * placeOf[code]!;
      const scale = sums[at]! * unit;
      placeOf[code] = 0;
      weights[bin] = sums[at]!;
      colors[3 * bin] = sums[at + 1]! / scale;
      colors[3 * bin + 1] = sums[at + 2]! / scale;
      colors[3 * bin + 2] = sums[at + 3]! / scale;
    }
    return { colors: colors.subarray(0, 3 * bins), weights: weights.subarray(0, bins), codes, bits };
  };
}

/**
 * Fill `met` and `sums`, and return the number of bins with pixels. As part of a closure, this code
 * takes twice as long.
 */
function countBins(
  pixels: Uint8Array,
  values: Uint8Array | Float32Array,
  bits: number,
  placeOf: Uint32Array,
  met: Uint32Array,
  sums: Float64Array,
): number {
  const drop = 8 - bits;
  let bins = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    const code = ((((pixels[i]! >> drop) << bits) | (pixels[i + 1]! >> drop)) << bits) | (pixels[i + 2]! >> drop);
    let place = placeOf[code]!;
    if (place === 0) {
      met[bins] = code;
      place = placeOf[code] = ++bins;
      sums[4 * place] = sums[4 * place + 1] = sums[4 * place + 2] = sums[4 * place + 3] = 0;
    }
    const at = 4 * place;
    sums[at]! += 1;
    sums[at + 1]! += values[i]!;
    sums[at + 2]! += values[i + 1]!;
    sums[at + 3]! += values[i + 2]!;
  }
  return bins;
}

/**
 * Merge the bins of a histogram into coarser ones, with their true means. The input is not
 * modified.
 *
 * @param bits leading bits of each channel, from 1 to the histogram's own number.
 */
export function coarsenHistogram({ colors, weights, codes, bits: from }: Histogram, bits: number): Histogram {
  checkInteger('bits', bits, 1, from);
  const drop = from - bits;
  const mask = (1 << bits) - 1;
  const placeOf = new Uint32Array(1 << (3 * bits));
  const coarse = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    const red = code >> (2 * from + drop);
    const green = (code >> (from + drop)) & mask;
    coarse[i] = (((red << bits) | green) << bits) | ((code >> drop) & mask);
    placeOf[coarse[i]!] = 1;
  }
  let bins = 0;
  for (let code = 0; code < placeOf.length; code++) if (placeOf[code] === 1) placeOf[code] = bins++;
  const result = {
    colors: new Float64Array(3 * bins),
    weights: new Float64Array(bins),
    codes: new Uint32Array(bins),
    bits,
  };
  for (let i = 0; i < coarse.length; i++) {
    const place = placeOf[coarse[i]!]!;
    const weight = weights[i]!;
    result.codes[place] = coarse[i]!;
    result.weights[place]! += weight;
    result.colors[3 * place]! += weight * colors[3 * i]!;
    result.colors[3 * place + 1]! += weight * colors[3 * i + 1]!;
    result.colors[3 * place + 2]! += weight * colors[3 * i + 2]!;
  }
  for (let bin = 0; bin < bins; bin++) {
    for (let axis = 0; axis < 3; axis++) result.colors[3 * bin + axis]! /= result.weights[bin]!;
  }
  return result;
}
