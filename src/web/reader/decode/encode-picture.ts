import type { SmallPicture } from '../../../core/frame/index.ts';
import type { PictureEncoder } from '../../../core/pipeline/index.ts';

/** The quality of the command line's thumbnails (`src/node/raster/encode-image.ts`). */
const JPEG_QUALITY = 0.8;

/** Encodes the pictures of a fingerprint. */
export const CANVAS_ENCODER: PictureEncoder = {
  encodeJpeg: (picture) => encode(picture, { type: 'image/jpeg', quality: JPEG_QUALITY }),
  encodePng: (picture) => encode(picture, { type: 'image/png' }),
};

async function encode({ width, height, data }: SmallPicture, options: ImageEncodeOptions): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * i + channel] = data[3 * i + channel]!;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(new ImageData(rgba, width, height), 0, 0);
  const blob = await canvas.convertToBlob(options);
  return new Uint8Array(await blob.arrayBuffer());
}
