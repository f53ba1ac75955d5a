import { checkInteger, checkPixels } from './argument.ts';
import { conversionOf, type Space } from './space.ts';

/** How finely colours are binned, and in which space their means are taken. */
export interface HistogramOptions {
  /** Leading bits of each sRGB channel that choose the bin, 3 to 6. Default 6: of the 262,144 bins a picture fills some thousands. */
  readonly bits?: number;
  /** Default `oklab`. */
  readonly space?: Space;
}

/** The colours of a picture, near ones taken together. */
export interface Histogram {
  /** True mean of the pixels in each bin (not the bin's middle), shape (n, 3), in the order of the bins' codes; 1 is white's distance from black, about. */
  readonly colors: Float64Array;
  /** Pixels in each bin, shape (n,), each >= 1. */
  readonly weights: Float64Array;
  /** Which bin it is, shape (n,), rising: the leading bits of red, of green, of blue, `bits` each. */
  readonly codes: Uint32Array;
  readonly bits: number;
}

/**
 * Make a function that counts the colours of pictures, with tables and buffers that it uses again each time: what it returns is valid until it is
 * called again.
 *
 * The function takes sRGB pixels, shape (n, 3), n >= 1, and throws TypeError or RangeError when they are anything else. Their order is irrelevant
 * to the last bit: bins come in the order of their codes, and the sums behind their means are exact (see `srgb8ToOklab`).
 *
 * @throws {TypeError | RangeError} when `bits` is no integer from 3 to 6, or the space is unknown.
 */
export function createHistogram({
  bits = 6,
  space = 'oklab',
}: HistogramOptions = {}): (pixels: Uint8Array) => Histogram {
  checkInteger('bits', bits, 3, 6);
  const { convert, unit } = conversionOf(space);
  // Where the sums of each bin are, counted from 1 in the order the bins are met; 0 for a bin not met. All 0 between calls.
  const placeOf = new Uint32Array(1 << (3 * bits));
  let buffer = new Float32Array(0);
  let met = new Uint32Array(0);
  // Pixels and the three sums of each place, side by side so that a pixel touches one cache line.
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

/** Fill `met` and `sums`, and return how many bins were met. A function of its own: as part of a closure it takes twice as long. */
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
 * Take the bins of a histogram together into coarser ones, with their true means.
 *
 * @param bits leading bits of each channel, 1 up to the histogram's own. Not modified.
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
