import { createPaletteExtractor, type PaletteOptions } from '../cluster/index.ts';
import { formatHex } from '../color/index.ts';
import { type Crop, countCells, createPixelSampler, type Picture, type Shown, squeezePixels } from '../frame/index.ts';
import type { Measures, Swatch } from './fingerprint.ts';
import { roundNumber } from './format/round-number.ts';
import { createPixelMeter } from './measure-pixels.ts';

/** How many colours a picture is given, and from which seed. */
export type SwatchOptions = PaletteOptions;

/** What a picture gives its column. */
export interface PictureColumn {
  /** Heaviest first. */
  readonly swatches: readonly Swatch[];
  readonly measures: Measures;
  /** The picture as one column of pixels, sRGB r g b from the top, shape (SQUEEZED_ROWS, 3); absent where nobody said how pictures are shown. */
  readonly squeezed?: Uint8Array;
}

/** Finds the colours of a picture, or of a part of it, and measures it. */
export type ColumnMaker = (picture: Picture, crop?: Crop) => PictureColumn;

/**
 * Join sampling, clustering and measuring into one step, with buffers that are kept from picture to picture.
 *
 * @param shown how pictures that do not say otherwise are brought upright, to squeeze them too.
 * @throws {RangeError | TypeError} for options out of range.
 */
export function createColumnMaker(options: SwatchOptions, shown?: Shown): ColumnMaker {
  const samplePixels = createPixelSampler();
  const extractPalette = createPaletteExtractor(options);
  const measurePixels = createPixelMeter();
  return (picture, crop) => {
    const sampled = samplePixels(picture, crop);
    const { colors, shares, pixels } = extractPalette(sampled);
    const swatches = Array.from(shares, (share, i) => {
      const color = hexAt(colors, i);
      const pixel = hexAt(pixels, i);
      return { color, ...(pixel !== color && { pixel }), share: roundNumber(share) };
    });
    const measures = measurePixels(sampled);
    if (shown === undefined) return { swatches, measures };
    return {
      swatches,
      measures,
      squeezed: squeezePixels(sampled, countCells(crop ?? picture), picture.shown ?? shown),
    };
  };
}

function hexAt(codes: Uint8Array, i: number): string {
  return formatHex(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
}
