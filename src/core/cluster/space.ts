import {
  labToLinearSrgb,
  linearSrgbToOklab,
  linearToSrgb8,
  type Oklab,
  oklabToSrgb8,
  type Rgb8,
  srgb8PixelsToLab,
  srgb8ToOklab,
  srgbToLinear,
} from '../color/index.ts';
import { show } from './argument.ts';

/**
 * The space in which colours are clustered. `rgb` (sRGB codes) is the space of the original
 * program, `lab` (CIELAB, D65) that of film scholarship.
 */
export type Space = 'oklab' | 'rgb' | 'lab';

/**
 * How a space represents colours. In every space the distance from black to white is about 1, so
 * that one tolerance serves all.
 */
export interface SpaceConversion {
  /**
   * Convert sRGB pixels into numbers whose sums are exact in any order, shape (n, 3): the pixels
   * themselves, or the beginning of `buffer`.
   */
  convert(pixels: Uint8Array, buffer: Float32Array): Uint8Array | Float32Array;
  /** The factor between those numbers and the coordinates of a point. */
  readonly unit: number;
  /** The 8-bit code nearest to a point. Greys stay grey. */
  toSrgb8(point: ColorPoint): Rgb8;
  toOklab(point: ColorPoint): Oklab;
}

/** Three coordinates in a space. */
export type ColorPoint = readonly [x: number, y: number, z: number];

const SPACES: Readonly<Record<Space, SpaceConversion>> = {
  oklab: {
    convert: (pixels, buffer) => srgb8ToOklab(pixels, buffer.subarray(0, pixels.length)),
    unit: 1,
    toSrgb8: ([L, a, b]) => oklabToSrgb8(L, a, b),
    toOklab: (point) => point,
  },
  rgb: {
    convert: (pixels) => pixels,
    unit: 255,
    toSrgb8: ([r, g, b]) => [Math.round(255 * r), Math.round(255 * g), Math.round(255 * b)],
    toOklab: ([r, g, b]) => linearSrgbToOklab(srgbToLinear(r), srgbToLinear(g), srgbToLinear(b)),
  },
  lab: {
    convert: (pixels, buffer) => srgb8PixelsToLab(pixels, buffer.subarray(0, pixels.length)),
    unit: 100,
    toSrgb8: ([L, a, b]) => {
      const rgb = labToLinearSrgb(100 * L, 100 * a, 100 * b);
      // A grey's three channels differ in their last bits, and could round to different codes.
      if (a === 0 && b === 0) {
        const grey = linearToSrgb8(rgb[1]);
        return [grey, grey, grey];
      }
      return [linearToSrgb8(rgb[0]), linearToSrgb8(rgb[1]), linearToSrgb8(rgb[2])];
    },
    toOklab: ([L, a, b]) => linearSrgbToOklab(...labToLinearSrgb(100 * L, 100 * a, 100 * b)),
  },
};

/** Names of the spaces, the default first. */
export const SPACE_NAMES: readonly Space[] = Object.freeze(Object.keys(SPACES) as Space[]);

/**
 * Find the conversion of a space.
 *
 * @throws {TypeError | RangeError} when there is no such space.
 */
export function conversionOf(space: Space): SpaceConversion {
  if (typeof space === 'string' && Object.hasOwn(SPACES, space)) return SPACES[space];
  const message = `\`space\`: expected oklab, rgb or lab, got ${show(space)}`;
  throw typeof space === 'string' ? new RangeError(message) : new TypeError(message);
}

/** Read the i-th point of an interleaved array. */
export function pointAt(points: Float64Array, i: number): ColorPoint {
  return [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
}
