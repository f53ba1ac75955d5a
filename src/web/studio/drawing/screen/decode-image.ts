import type { EncodedImage } from '../../../../core/poster/index.ts';

const bitmaps = new WeakMap<Uint8Array, Promise<ImageBitmap>>();

/** Decode a picture of a scene, once. */
export function decodeBitmap({ bytes, type }: EncodedImage): Promise<ImageBitmap> {
  const known = bitmaps.get(bytes) ?? createImageBitmap(new Blob([bytes as BlobPart], { type }));
  bitmaps.set(bytes, known);
  return known;
}

/** A decoded picture: sRGB, shape (height, width, 3). */
interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const decoded = new WeakMap<Uint8Array, Promise<DecodedImage>>();

/** Decode the pixels of a picture of a scene, once. */
export function decodePixels(image: EncodedImage): Promise<DecodedImage> {
  const known = decoded.get(image.bytes) ?? readPixels(image);
  decoded.set(image.bytes, known);
  return known;
}

async function readPixels(image: EncodedImage): Promise<DecodedImage> {
  const bitmap = await decodeBitmap(image);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const { data: pixels } = context.getImageData(0, 0, width, height);
  const data = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < data.length; from += 4) {
    data[to++] = pixels[from]!;
    data[to++] = pixels[from + 1]!;
    data[to++] = pixels[from + 2]!;
  }
  return { width, height, data };
}
