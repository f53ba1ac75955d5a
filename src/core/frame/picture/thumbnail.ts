import { linearToSrgb8, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Crop } from '../crop/crop.ts';
import { type Shown, type SmallPicture, turnUpright } from './orientation.ts';
import type { Picture } from './picture.ts';
import type { SampleGrid } from './sample-grid.ts';
import { createPixelSampler, type PixelSampler } from './sample-pixels.ts';

/** Approximate number of pixels of a thumbnail: 160 x 90 for a 16:9 picture. */
export const THUMBNAIL_PIXELS = 14_400;
/**
 * Points read per pixel along each side: more make no visible difference at this size, and the cost
 * grows with each.
 */
const POINTS = 2;

/**
 * Makes a small picture of a frame or of a part of it as shown: upright, with square pixels,
 * averaged in linear light.
 *
 * @param crop in stored pixels; the whole picture if absent.
 */
export type Thumbnailer = (picture: Picture, crop?: Crop) => SmallPicture;

/**
 * Create a thumbnailer for a film. `filmShown` applies to pictures without their own `shown`.
 * Buffers are reused; the caller owns the returned pictures.
 *
 * @param pixels approximate number of pixels of each.
 */
export function createThumbnailer(filmShown: Shown, pixels: number = THUMBNAIL_PIXELS): Thumbnailer {
  // By pixel aspect: a sampler keeps one grid.
  const samplers = new Map<string, PixelSampler>();
  return (picture, crop) => {
    const shown = picture.shown ?? filmShown;
    const { num, den } = shown.pixelAspect;
    let samplePixels = samplers.get(`${num}:${den}`);
    if (samplePixels === undefined) {
      samplePixels = createPixelSampler((...size) => makeThumbnailGrid(...size, shown, pixels));
      samplers.set(`${num}:${den}`, samplePixels);
    }
    const { width, height } = sizeThumbnail(crop ?? picture, shown, pixels);
    const points = samplePixels(picture, crop);
    const data = new Uint8Array(3 * width * height);
    for (let i = 0; i < width * height; i++) averagePoints(points, i, data);
    return turnUpright({ width, height, data }, shown);
  };
}

/**
 * Size of the thumbnail of a stored picture, before rotation. It is never larger than the picture.
 */
function sizeThumbnail(
  { width, height }: Pick<Crop, 'width' | 'height'>,
  { pixelAspect }: Shown,
  most: number,
): { width: number; height: number } {
  const aspect = (width * pixelAspect.num) / (height * pixelAspect.den);
  const pixels = Math.min(most, width * height);
  const down = Math.max(1, Math.round(Math.sqrt(pixels / aspect)));
  return { width: Math.max(1, Math.round(down * aspect)), height: down };
}

/** Points on a lattice; those of one pixel of the thumbnail are neighbours. */
function makeThumbnailGrid(
  width: number,
  height: number,
  crop: Crop | undefined,
  shown: Shown,
  most: number,
): SampleGrid {
  const area = crop ?? { x: 0, y: 0, width, height };
  const size = sizeThumbnail(area, shown, most);
  const xs = new Uint16Array(size.width * size.height * POINTS * POINTS);
  const ys = new Uint16Array(xs.length);
  let i = 0;
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++) {
      for (let point = 0; point < POINTS * POINTS; point++, i++) {
        const x = column + ((point % POINTS) + 0.5) / POINTS;
        const y = row + (Math.floor(point / POINTS) + 0.5) / POINTS;
        xs[i] = area.x + Math.floor((x * area.width) / size.width);
        ys[i] = area.y + Math.floor((y * area.height) / size.height);
      }
    }
  }
  return { width, height, crop, xs, ys };
}

function averagePoints(points: Uint8Array, pixel: number, out: Uint8Array): void {
  const first = 3 * POINTS * POINTS * pixel;
  for (let channel = 0; channel < 3; channel++) {
    let light = 0;
    for (let point = 0; point < POINTS * POINTS; point++) {
      light += SRGB8_TO_LINEAR[points[first + 3 * point + channel]!]!;
    }
    out[3 * pixel + channel] = linearToSrgb8(light / (POINTS * POINTS));
  }
}
