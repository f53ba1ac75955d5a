import { type Deficiency, simulateDeficiency } from '../../core/color/index.ts';
import type { EncodedImage } from '../../core/poster/index.ts';
import { decodeImage } from './decode-image.ts';
import { encodeImage } from './encode-image.ts';

/**
 * Show pictures as a person with a colour deficiency sees them: every pixel, in linear light, so
 * that all renderers show the same.
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
  const { width, height, data } = await decodeImage(image);
  for (let at = 0; at < data.length; at += 3)
    data.set(simulateDeficiency([data[at]!, data[at + 1]!, data[at + 2]!], deficiency), at);
  return encodeImage({ width, height, data }, Math.max(width, height));
}
