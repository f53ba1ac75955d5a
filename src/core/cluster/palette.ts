import { linearToSrgb8, SRGB8_TO_LINEAR } from '../color/index.ts';
import { checkInteger, checkPixels, show } from './argument.ts';
import { findColors } from './auto/find-colors.ts';
import { findNearestPixels } from './auto/nearest-pixels.ts';
import type { Clusters } from './clusters.ts';
import { measureContiguity } from './contiguity.ts';
import { createHistogram } from './histogram.ts';
import { DEFAULT_SEED } from './kmeans/random.ts';
import { clusterHistogram } from './kmeans/two-passes.ts';
import { conversionOf, pointAt, type Space } from './space.ts';

/** The colours of a picture. */
export interface Palette {
  /** sRGB codes, shape (k, 3), heaviest first, no two equal. */
  readonly colors: Uint8Array;
  /** Share of the picture, shape (k,), each > 0, summing to 1 within 1e-9. */
  readonly shares: Float64Array;
  /**
   * For each colour, the nearest colour of a pixel of the picture, shape (k, 3). Two colours may
   * share one.
   */
  readonly pixels: Uint8Array;
  /**
   * How contiguous the pixels of each colour are, shape (k,): the share of their neighbours that
   * have the same colour, 0 to 1. Absent when it is unknown which pixels are neighbours.
   */
  readonly contiguity?: Float64Array;
}

/**
 * Extracts the palette of a picture.
 *
 * @param pixels sRGB, shape (n, 3), n >= 1. Not modified.
 * @param across pixels per row, when pixels are ordered row by row. Without it the order of pixels
 *   is irrelevant, and the palette has no `contiguity`.
 * @throws {TypeError | RangeError} when the pixels are anything else, or cannot be divided into
 *   such rows.
 */
export type PaletteExtractor = (pixels: Uint8Array, across?: number) => Palette;

/** The number of colours to find, and the space. */
export interface PaletteOptions {
  /**
   * Maximum number of swatches, 1 to 32, or `auto`: as many as a person distinguishes, 1 to 16.
   * Default `auto`.
   */
  readonly clusters?: number | 'auto';
  /** The space in which colours are clustered. Default `oklab`. */
  readonly space?: Space;
  /**
   * Integer from 0 to 2^32 - 1. Default 0. Equal pictures give equal palettes, independent of
   * earlier calls. `auto` uses no random numbers: its result is the same for every seed.
   */
  readonly seed?: number;
}

/** Colours and shares of a palette. */
type Swatches = Pick<Palette, 'colors' | 'shares'>;

const MAX_CLUSTERS = 32;
/**
 * Merging moves centroids further than finer bins would: 6 bits cost 0.7 ms more and change nothing
 * visibly.
 */
const AUTO_BITS = 5;
const FINEST_BITS = 6;

/**
 * Create a function that extracts the palette of a picture. It reuses its tables and buffers for
 * thousands of pictures.
 *
 * A single swatch is the picture's mean in linear light, in every space. Several swatches are
 * centroids in the space.
 *
 * @throws {TypeError | RangeError} when an option is out of its range.
 */
export function createPaletteExtractor(options: PaletteOptions = {}): PaletteExtractor {
  const { clusters = 'auto', space = 'oklab', seed = DEFAULT_SEED } = options;
  if (clusters !== 'auto') checkClusters(clusters);
  checkInteger('seed', seed, 0, 0xffffffff);
  conversionOf(space);
  if (clusters === 1) return extractMean;
  const countColors = createHistogram({ space, bits: clusters === 'auto' ? AUTO_BITS : FINEST_BITS });
  return (pixels, across) => {
    const histogram = countColors(pixels);
    if (across !== undefined) checkAcross(across, pixels);
    const found = clusters === 'auto' ? findColors(histogram, space) : clusterHistogram(histogram, clusters, seed);
    const { places, ...swatches } = roundToCodes(found, space);
    const palette = addPixels(swatches, pixels);
    if (across === undefined) return palette;
    const labels = found.labels.map((label) => places[label]!);
    return { ...palette, contiguity: measureContiguity(pixels, across, histogram, labels, palette.shares.length) };
  };
}

/**
 * Extract the palette of one picture. For many pictures, call `createPaletteExtractor` once.
 *
 * @param pixels sRGB, shape (n, 3), n >= 1. Not modified.
 * @param across pixels per row, as in `PaletteExtractor`.
 * @throws {TypeError | RangeError} when the pixels or an option are out of their range.
 */
export function extractPalette(pixels: Uint8Array, options: PaletteOptions = {}, across?: number): Palette {
  return createPaletteExtractor(options)(pixels, across);
}

function extractMean(pixels: Uint8Array, across?: number): Palette {
  const mean = addPixels(averageLight(pixels), pixels);
  if (across === undefined) return mean;
  checkAcross(across, pixels);
  return { ...mean, contiguity: Float64Array.of(1) };
}

function checkClusters(clusters: unknown): void {
  const message = `\`clusters\`: expected an integer from 1 to ${MAX_CLUSTERS} or "auto", got ${show(clusters)}`;
  if (typeof clusters !== 'number') throw new TypeError(message);
  if (!Number.isInteger(clusters) || clusters < 1 || clusters > MAX_CLUSTERS) throw new RangeError(message);
}

function checkAcross(across: unknown, pixels: Uint8Array): asserts across is number {
  const count = pixels.length / 3;
  checkInteger('across', across, 1, count);
  if (count % across !== 0) throw new RangeError(`\`across\`: expected a divisor of ${count} pixels, got ${across}`);
}

function addPixels({ colors, shares }: Swatches, pixels: Uint8Array): Palette {
  return { colors, shares, pixels: findNearestPixels(pixels, colors) };
}

/**
 * Mean of a picture in linear light. The function counts codes first, so that the sum does not
 * depend on the order of the pixels.
 */
function averageLight(pixels: Uint8Array): Swatches {
  checkPixels(pixels);
  const colors = new Uint8Array(3);
  for (let channel = 0; channel < 3; channel++) {
    const counts = new Uint32Array(256);
    for (let i = channel; i < pixels.length; i += 3) counts[pixels[i]!]!++;
    let light = 0;
    for (let code = 0; code < 256; code++) light += counts[code]! * SRGB8_TO_LINEAR[code]!;
    colors[channel] = linearToSrgb8(light / (pixels.length / 3));
  }
  return { colors, shares: Float64Array.of(1) };
}

/**
 * Round centroids to 8-bit sRGB. Two may round to one colour (in dark pictures of few codes) and
 * become one swatch. `places` has the swatch of each cluster.
 */
function roundToCodes({ centroids, shares }: Clusters, space: Space): Swatches & { places: Uint8Array } {
  const { toSrgb8 } = conversionOf(space);
  const shareOf = new Map<number, number>();
  const codes: number[] = [];
  for (let i = 0; i < shares.length; i++) {
    const [r, g, b] = toSrgb8(pointAt(centroids, i));
    const code = (r << 16) | (g << 8) | b;
    codes.push(code);
    shareOf.set(code, (shareOf.get(code) ?? 0) + shares[i]!);
  }
  const swatches = [...shareOf].sort(([code, share], [code2, share2]) => share2 - share || code - code2);
  return {
    colors: Uint8Array.from(swatches.flatMap(([code]) => [code >> 16, (code >> 8) & 255, code & 255])),
    shares: Float64Array.from(swatches, ([, share]) => share),
    places: Uint8Array.from(codes, (code) => swatches.findIndex(([other]) => other === code)),
  };
}
