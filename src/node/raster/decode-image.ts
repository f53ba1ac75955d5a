import type { EncodedImage, Pixels } from '../../core/poster/index.ts';
import { loadSharp } from './sharp.ts';

/**
 * Read the pixels of a small file that is part of a scene.
 *
 * @returns sRGB, newly made.
 */
export async function decodeImage({ bytes }: Pick<EncodedImage, 'bytes'>): Promise<Pixels> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data };
}
