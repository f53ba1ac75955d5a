import type { Sharp } from 'sharp';
import type { EncodedImage, Pixels } from '../../core/poster/index.ts';
import { loadSharp } from './sharp.ts';

/** No visible loss on paper. Chroma is kept whole, so red edges stay sharp. */
const JPEG = { quality: 90, chromaSubsampling: '4:4:4' } as const;

/** No visible loss at the size of thumbnails, and half the bytes of quality 90. */
const THUMBNAIL_JPEG = { quality: 80, chromaSubsampling: '4:4:4' } as const;

/** sRGB, 3 bytes a pixel. */
type RgbPixels = Omit<Pixels, 'channels'>;

async function readPixels({ width, height, data }: RgbPixels): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Make a JPEG file of a thumbnail. */
export const encodeJpeg = async (pixels: RgbPixels): Promise<Buffer> =>
  (await readPixels(pixels)).jpeg(THUMBNAIL_JPEG).toBuffer();

/** Make a PNG file of a few pixels, none changed. */
export const encodePng = async (pixels: RgbPixels): Promise<Buffer> =>
  (await readPixels(pixels)).png({ compressionLevel: 9 }).toBuffer();

/**
 * Make a small file of a picture, to be put into a scene: PNG where that is smaller (flat art),
 * else JPEG.
 *
 * @param maxSide pixels; a larger picture is brought down to it, averaged in linear light, a
 *   smaller one stays as it is.
 */
export async function encodeImage({ width, height, data }: RgbPixels, maxSide: number): Promise<EncodedImage> {
  if (Math.max(width, height) <= maxSide) return encodeSmallest({ width, height, data });
  const sharp = await loadSharp();
  const shrunk = await sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .pipelineColourspace('scrgb')
    .resize(maxSide, maxSide, { fit: 'inside' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encodeSmallest({ width: shrunk.info.width, height: shrunk.info.height, data: shrunk.data });
}

async function encodeSmallest(pixels: RgbPixels): Promise<EncodedImage> {
  const picture = await readPixels(pixels);
  const [png, jpeg] = await Promise.all([
    picture.clone().png({ compressionLevel: 9 }).toBuffer(),
    picture.clone().jpeg(JPEG).toBuffer(),
  ]);
  const { width, height } = pixels;
  return png.length <= jpeg.length
    ? { bytes: png, type: 'image/png', width, height }
    : { bytes: jpeg, type: 'image/jpeg', width, height };
}
