import { type Deficiency, simulateDeficiency } from '../color/index.ts';
import type { EncodedImage } from '../poster/index.ts';
import { encodeImage } from './encode-image.ts';
import { loadSharp } from './sharp.ts';

/**
 * Show pictures as somebody with a colour deficiency sees them: every pixel, in linear light, so that all renderers show the same.
 *
 * @returns a new picture of the same size for each one.
 */
export async function simulateImages(
  images: readonly EncodedImage[],
  deficiency: Deficiency,
): Promise<Map<EncodedImage, EncodedImage>> {
  const seen = new Map<EncodedImage, EncodedImage>();
  for (const image of images) seen.set(image, await simulateImage(image, deficiency));
  return seen;
}

async function simulateImage(image: EncodedImage, deficiency: Deficiency): Promise<EncodedImage> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(image.bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 3)
    data.set(simulateDeficiency([data[at]!, data[at + 1]!, data[at + 2]!], deficiency), at);
  return encodeImage({ width: info.width, height: info.height, data }, Math.max(info.width, info.height));
}
