import { ycbcrToRgbCoefficients } from '../color/index.ts';
import { resolveColor } from './color-tags.ts';
import { type Crop, isSameCrop } from './crop.ts';
import type { Component, Picture, ResolvedColor } from './picture.ts';
import { makeSampleGrid, type SampleGrid } from './sample-grid.ts';

/**
 * Reads the sampled pixels of a picture as display-referred sRGB.
 *
 * @param crop the part of the picture to sample, inside it. All of it when absent.
 * @returns R G B, 0 to 255, interleaved, shape (n, 3), one from each cell of the grid: the picture's own pixels, no blends.
 *   Borrowed: valid until the next call.
 */
export type PixelSampler = (picture: Picture, crop?: Crop) => Uint8Array;

/**
 * Make a sampler that keeps its grid and buffer from picture to picture.
 *
 * Chroma is taken from the nearest stored sample. SDR codes are taken as display-referred: what the matrix gives is
 * sRGB. O(sampled pixels), whatever the picture's size.
 */
export function createPixelSampler(): PixelSampler {
  let grid: SampleGrid | undefined;
  let pixels = new Uint8Array();
  return (picture, crop) => {
    if (grid?.width !== picture.width || grid.height !== picture.height || !isSameCrop(grid.crop, crop)) {
      grid = makeSampleGrid(picture.width, picture.height, crop);
      pixels = new Uint8Array(3 * grid.xs.length);
    }
    const color = resolveColor(picture);
    if (picture.model === 'ycbcr' && color.matrix !== 'rgb') sampleYcbcr(picture, color, grid, pixels);
    else sampleDirect(picture, color, grid, pixels);
    return pixels;
  };
}

function sampleYcbcr(picture: Picture, color: ResolvedColor, { xs, ys }: SampleGrid, out: Uint8Array): void {
  const [y, cb, cr] = picture.components as readonly [Component, Component, Component];
  const { matrix, range } = color as { matrix: Exclude<ResolvedColor['matrix'], 'rgb'>; range: ResolvedColor['range'] };
  const k = ycbcrToRgbCoefficients({ matrix, range, bits: picture.bits });
  for (let i = 0, o = 0; i < xs.length; i++, o += 3) {
    const px = xs[i]!;
    const py = ys[i]!;
    const luma = (codeAt(y, px, py) - k.yOffset) * k.yScale;
    const blue = codeAt(cb, px, py) - k.cOffset;
    const red = codeAt(cr, px, py) - k.cOffset;
    out[o] = toByte(luma + k.crToR * red);
    out[o + 1] = toByte(luma + k.cbToG * blue + k.crToG * red);
    out[o + 2] = toByte(luma + k.cbToB * blue);
  }
}

/** RGB, where each component is a colour's own, and grey, where one stands for all three. */
function sampleDirect(picture: Picture, color: ResolvedColor, { xs, ys }: SampleGrid, out: Uint8Array): void {
  const { components, bits } = picture;
  const first = components[0]!;
  const rgb = components.length === 3 ? components : [first, first, first];
  const step = 2 ** (bits - 8);
  const offset = color.range === 'limited' ? 16 * step : 0;
  const scale = 255 / (color.range === 'limited' ? 219 * step : 256 * step - 1);
  for (let i = 0, o = 0; i < xs.length; i++) {
    for (const component of rgb) out[o++] = toByte((codeAt(component, xs[i]!, ys[i]!) - offset) * scale);
  }
}

function codeAt(component: Component, x: number, y: number): number {
  const { data, offset, stride, step, log2X, log2Y, shift } = component;
  return data[offset + (y >> log2Y) * stride + (x >> log2X) * step]! >> shift;
}

/** Round to the nearest 8-bit code. */
function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5);
}
