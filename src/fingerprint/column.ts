import { createPaletteExtractor, type PaletteOptions } from '../cluster/index.ts';
import { formatHex } from '../color/index.ts';
import { type Crop, createPixelSampler, type Picture } from '../frame/index.ts';
import type { Swatch } from './fingerprint.ts';

/** How many colours a picture is given, and from which seed. */
export type SwatchOptions = PaletteOptions;

/** Finds the colours of a picture, or of a part of it, heaviest first. */
export type SwatchMaker = (picture: Picture, crop?: Crop) => Swatch[];

/** Decimals that shares and times are kept to. */
const DECIMALS = 1e6;

/** Round to what a fingerprint keeps: six decimals, a share of a pixel and a microsecond. */
export function roundNumber(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/**
 * Join sampling and clustering into one step, with buffers that are kept from picture to picture.
 *
 * @throws {RangeError | TypeError} for options out of range.
 */
export function createSwatchMaker(options: SwatchOptions): SwatchMaker {
  const samplePixels = createPixelSampler();
  const extractPalette = createPaletteExtractor(options);
  return (picture, crop) => {
    const { colors, shares } = extractPalette(samplePixels(picture, crop));
    return Array.from(shares, (share, i) => ({
      color: formatHex(colors[3 * i]!, colors[3 * i + 1]!, colors[3 * i + 2]!),
      share: roundNumber(share),
    }));
  };
}
