import type { Sharp } from 'sharp';
import type { Scene } from '../../core/poster/index.ts';
import type { Profile } from './icc-profile.ts';
import { paintScene } from './paint.ts';
import { type RasterFormat, resolveRasterSize, type SizeOptions } from './raster-size.ts';
import { loadSharp } from './sharp.ts';

/**
 * A JPEG whose codes are made for it alone is a third smaller, and the whole picture has to be held
 * for it, 12 bytes a pixel: 78 megapixels took 1.3 GB in place of 0.4.
 */
const MAX_OPTIMISED_PIXELS = 25_000_000;

/** Bytes back from which deflate can repeat what was there: its window (RFC 1951, section 2). */
const DEFLATE_REACH = 32_768;

/** How a scene becomes pixels. */
export interface RasterOptions extends SizeOptions {
  /** What the codes mean, `srgb` when absent; the colours look the same with either. */
  readonly profile?: Profile;
}

/**
 * Draw a scene as a picture of pixels: 8 bits a channel with their ICC profile and physical size;
 * with alpha where the scene's ground is transparent.
 *
 * Bars and boxes fall on whole pixels; outlines are antialiased. PNG and WebP keep every pixel;
 * JPEG and AVIF have no visible loss on paper, and keep chroma whole. The same scene and size give
 * the same bytes with the same sharp.
 *
 * @returns a whole file, newly made. The physical size is in pHYs (PNG), JFIF (JPEG) or Exif (WebP,
 *   AVIF).
 * @throws {TypeError | RangeError} for options that are not pixels or dpi, and for a transparent
 *   ground in a JPEG.
 * @throws {RenderError} `too-large` beyond what the format takes, or 400 megapixels (WebP, AVIF:
 *   100).
 */
export async function renderPixels(scene: Scene, format: RasterFormat, options: RasterOptions = {}): Promise<Buffer> {
  const { width, height, dpi } = resolveRasterSize(scene, format, options);
  const sharp = await loadSharp();
  const { data, channels } = await paintScene(scene, width, height);
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  const described = picture.withMetadata({ density: dpi, icc: options.profile ?? 'srgb' });
  const isOfBars = scene.marks.every(({ kind }) => kind === 'bars' || kind === 'rect' || kind === 'path');
  return encode(described, format, width * height, isOfBars && width * channels <= DEFLATE_REACH).toBuffer();
}

/** Draw a scene as a PNG: {@link renderPixels}. */
export const renderPng = (scene: Scene, options: RasterOptions = {}): Promise<Buffer> =>
  renderPixels(scene, 'png', options);

function encode(picture: Sharp, format: RasterFormat, pixels: number, repeatsRows: boolean): Sharp {
  switch (format) {
    case 'png':
      // Rows that repeat are found by looking for them: 47 ms for 9 megapixels. To choose a filter
      // for each row, so that they vanish, takes 148; it halves the file, and what does not repeat
      // it makes a third smaller.
      return picture.png(repeatsRows ? { compressionLevel: 9 } : { adaptiveFiltering: true });
    case 'webp':
      // A lossy WebP halves chroma, always.
      return picture.webp({ lossless: true });
    case 'avif':
      return picture.avif({ quality: 85, chromaSubsampling: '4:4:4' });
    default:
      return picture.jpeg({
        quality: 95,
        chromaSubsampling: '4:4:4',
        optimiseCoding: pixels <= MAX_OPTIMISED_PIXELS,
      });
  }
}
