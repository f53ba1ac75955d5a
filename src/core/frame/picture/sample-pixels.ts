import {
  createRgbDecoder,
  createSrgbConverter,
  isPrimaries,
  type RgbDecoder,
  type SrgbConverter,
} from '../../color/index.ts';
import { type Crop, isSameCrop } from '../crop/crop.ts';
import { chooseConversion } from './color-conversion.ts';
import { resolveColor } from './color-tags.ts';
import type { Component, Picture, ResolvedColor } from './picture.ts';
import { makeSampleGrid, type SampleGrid } from './sample-grid.ts';

/**
 * Reads the sampled pixels of a picture as display-referred sRGB.
 *
 * @param crop the part of the picture to sample, inside it; the whole picture if absent.
 * @returns R G B, 0 to 255, interleaved, shape (n, 3), one per cell of the grid: the picture's own
 * pixels, not blended. Borrowed: valid until the next call.
 */
export type PixelSampler = (picture: Picture, crop?: Crop) => Uint8Array;

/**
 * Create a sampler that reuses its grid, buffers and tables for all pictures.
 *
 * Chroma is the nearest stored sample of those wholly inside the crop. A picture with alpha is
 * composited over black. Codes are rounded once, at the end. Standard-range codes are
 * display-referred: the matrix gives sRGB. HDR and wide gamut are converted. O(sampled pixels),
 * independent of the picture's size: about 0.25 ms for standard range, 1.5 ms for HDR.
 *
 * @param makeGrid places the points that are read in a picture of a given size, or in a part of it.
 */
export function createPixelSampler(makeGrid: typeof makeSampleGrid = makeSampleGrid): PixelSampler {
  let grid: SampleGrid | undefined;
  let encoded = new Float64Array();
  let pixels = new Uint8Array();
  const decoders = new Map<string, RgbDecoder>();
  const converters = new Map<string, SrgbConverter>();
  return (picture, crop) => {
    if (grid?.width !== picture.width || grid.height !== picture.height || !isSameCrop(grid.crop, crop)) {
      grid = makeGrid(picture.width, picture.height, crop);
      encoded = new Float64Array(3 * grid.xs.length);
      pixels = new Uint8Array(3 * grid.xs.length);
    }
    const color = resolveColor(picture);
    if (picture.model === 'ycbcr') readYcbcr(picture, decoderOf(decoders, color, picture.bits), grid, encoded);
    else readDirect(picture, color, grid, encoded);
    if (picture.alpha !== null) layOverBlack(picture.alpha, picture.bits, grid, encoded);

    const conversion = chooseConversion(color);
    if (conversion === null) roundCodes(encoded, new Uint8ClampedArray(pixels.buffer));
    else {
      const key = `${conversion.curve} ${conversion.primaries}`;
      let convert = converters.get(key);
      if (convert === undefined) {
        convert = createSrgbConverter(conversion.curve, conversion.primaries);
        converters.set(key, convert);
      }
      convert(encoded, pixels);
    }
    return pixels;
  };
}

function decoderOf(decoders: Map<string, RgbDecoder>, color: ResolvedColor, bits: number): RgbDecoder {
  const { matrix, range, transfer } = color;
  const key = `${matrix} ${range} ${bits} ${transfer} ${color.primaries}`;
  let decoder = decoders.get(key);
  if (decoder === undefined) {
    const primaries = isPrimaries(color.primaries) ? color.primaries : 'bt709';
    decoder = createRgbDecoder({ matrix, range, bits, transfer, primaries });
    decoders.set(key, decoder);
  }
  return decoder;
}

/** Read R'G'B' codes, 0 to 255 except for excursions, not rounded. */
function readYcbcr(picture: Picture, decoder: RgbDecoder, { xs, ys, crop }: SampleGrid, out: Float64Array): void {
  const [y, cb, cr] = picture.components as readonly [Component, Component, Component];
  const { yOffset, cOffset, matrix: m, bend } = decoder;
  const isFieldwise = picture.isInterlaced && cb.log2Y === 1;
  const { x, y: top, width, height } = crop ?? { ...picture, x: 0, y: 0 };
  const [firstX, lastX] = wholeChroma(x, width, 1 << cb.log2X, picture.width);
  const [firstY, lastY] = wholeChroma(top, height, isFieldwise ? 4 : 1 << cb.log2Y, picture.height);
  for (let i = 0, o = 0; i < xs.length; i++, o += 3) {
    const px = xs[i]!;
    const py = ys[i]!;
    const luma = codeAt(y, px, py) - yOffset;
    const cx = clamp(px, firstX, lastX);
    const cy = isFieldwise ? chromaOfField(clampInField(py, firstY, lastY)) : clamp(py, firstY, lastY);
    const blue = codeAt(cb, cx, cy) - cOffset;
    const red = codeAt(cr, cx, cy) - cOffset;
    out[o] = m[0] * luma + m[1] * blue + m[2] * red;
    out[o + 1] = m[3] * luma + m[4] * blue + m[5] * red;
    out[o + 2] = m[6] * luma + m[7] * blue + m[8] * red;
  }
  bend?.(out);
}

/**
 * The first and last pixel of a side whose chroma is wholly inside a crop: a chroma sample at an
 * odd edge is half from outside. The whole crop if it is too narrow for one.
 *
 * @param unit pixels that share a chroma sample.
 * @param side of the picture, where the last sample may cover fewer.
 */
function wholeChroma(start: number, length: number, unit: number, side: number): [first: number, last: number] {
  const first = Math.ceil(start / unit) * unit;
  const end = start + length;
  const last = (end === side ? end : Math.floor(end / unit) * unit) - 1;
  return first <= last ? [first, last] : [start, end - 1];
}

const clamp = (at: number, first: number, last: number): number => (at < first ? first : at > last ? last : at);

/** The next row of the same field is two rows below. */
const clampInField = (y: number, first: number, last: number): number => (y < first ? y + 2 : y > last ? y - 2 : y);

/**
 * The same for RGB, with one component per colour, and for grey, with one component for all three.
 */
function readDirect(picture: Picture, color: ResolvedColor, { xs, ys }: SampleGrid, out: Float64Array): void {
  const { components, bits } = picture;
  const step = 2 ** (bits - 8);
  const offset = color.range === 'limited' ? 16 * step : 0;
  const scale = 255 / (color.range === 'limited' ? 219 * step : 256 * step - 1);
  const first = components[0]!;
  const second = components[1] ?? first;
  const third = components[2] ?? first;
  for (let i = 0, o = 0; i < xs.length; i++, o += 3) {
    const px = xs[i]!;
    const py = ys[i]!;
    out[o] = (codeAt(first, px, py) - offset) * scale;
    out[o + 1] = (codeAt(second, px, py) - offset) * scale;
    out[o + 2] = (codeAt(third, px, py) - offset) * scale;
  }
}

/**
 * Composite pixels over black like players that support alpha: on code values, not on light. Alpha
 * is not premultiplied and always full range (FFmpeg's definition of its formats).
 */
function layOverBlack(alpha: Component, bits: number, { xs, ys }: SampleGrid, codes: Float64Array): void {
  const opaque = 2 ** bits - 1;
  for (let i = 0, o = 0; i < xs.length; i++, o += 3) {
    const code = codeAt(alpha, xs[i]!, ys[i]!);
    if (code === opaque) continue;
    const share = code / opaque;
    codes[o] = codes[o]! * share;
    codes[o + 1] = codes[o + 1]! * share;
    codes[o + 2] = codes[o + 2]! * share;
  }
}

/**
 * The row of luma whose chroma belongs to a row of an interlaced picture. In 4:2:0 each field has
 * its own chroma rows, which alternate: rows 0 and 2 share the first, rows 1 and 3 the second
 * (ISO/IEC 13818-2, 6.1.1.8). With the nearest row instead, a moving edge would get the colour of
 * another time.
 */
function chromaOfField(y: number): number {
  return (y & ~3) | ((y & 1) << 1);
}

function codeAt(component: Component, x: number, y: number): number {
  const { data, offset, stride, step, log2X, log2Y, shift } = component;
  return data[offset + (y >> log2Y) * stride + (x >> log2X) * step]! >> shift;
}

/**
 * Round to the nearest 8-bit codes, halves up: add a half and truncate. Storing clamps what is out
 * of range.
 */
function roundCodes(codes: Float64Array, out: Uint8ClampedArray): void {
  for (let i = 0; i < codes.length; i++) out[i] = (codes[i]! + 0.5) | 0;
}
