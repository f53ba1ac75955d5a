import { createPaletteExtractor, type PaletteOptions } from '../cluster/index.ts';
import { formatHex } from '../color/index.ts';
import { type Crop, countCells, createPixelSampler, type Picture, type Shown, squeezePixels } from '../frame/index.ts';
import type { Measures, Swatch } from './fingerprint.ts';
import { roundNumber, roundTo } from './format/round-number.ts';
import { createPixelMeter } from './measure-pixels.ts';

/** More decimals do not change the ranking: a step of 0.01 is 4 % of a colour's appeal. */
const CONTIGUITY_DECIMALS = 2;

/** Options of clustering: number of colours per picture, and the seed. */
export type SwatchOptions = PaletteOptions;

/** The part of a column that is found in its picture. */
export interface PictureColumn {
  /** Heaviest first. */
  readonly swatches: readonly Swatch[];
  readonly measures: Measures;
  /**
   * The picture as one column of pixels, sRGB r g b from the top, shape (SQUEEZED_ROWS, 3); absent
   * if `shown` was not given.
   */
  readonly squeezed?: Uint8Array;
}

/** Finds the colours and measures of a picture, or of a part of it. */
export type ColumnMaker = (picture: Picture, crop?: Crop) => PictureColumn;

/**
 * Combine sampling, clustering and measuring into one step. Buffers are reused for all pictures.
 *
 * @param shown how pictures without their own `shown` are rotated upright; if given, pictures are
 * squeezed too.
 * @throws {RangeError | TypeError} for options out of range.
 */
export function createColumnMaker(options: SwatchOptions, shown?: Shown): ColumnMaker {
  const samplePixels = createPixelSampler();
  const extractPalette = createPaletteExtractor(options);
  const measurePixels = createPixelMeter();
  return (picture, crop) => {
    const sampled = samplePixels(picture, crop);
    const cells = countCells(crop ?? picture);
    const { colors, shares, pixels, contiguity } = extractPalette(sampled, cells.across);
    const swatches = Array.from(shares, (share, i) => {
      const color = hexAt(colors, i);
      const pixel = hexAt(pixels, i);
      return {
        color,
        ...(pixel !== color && { pixel }),
        share: roundNumber(share),
        contiguity: roundTo(contiguity![i]!, CONTIGUITY_DECIMALS),
      };
    });
    const measures = measurePixels(sampled);
    if (shown === undefined) return { swatches, measures };
    return {
      swatches,
      measures,
      squeezed: squeezePixels(sampled, cells, picture.shown ?? shown),
    };
  };
}

function hexAt(codes: Uint8Array, i: number): string {
  return formatHex(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
}
