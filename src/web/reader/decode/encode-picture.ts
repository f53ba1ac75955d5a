import type { SmallPicture } from '../../../core/frame/index.ts';
import type { PictureEncoder } from '../../../core/pipeline/index.ts';

/** The quality of the command line's thumbnails (`src/node/raster/encode-image.ts`). */
const JPEG_QUALITY = 0.8;

/** Encodes the pictures of a fingerprint. */
export const CANVAS_ENCODER: PictureEncoder = {
  encodeJpeg: (picture) => encode(picture, { type: 'image/jpeg', quality: JPEG_QUALITY }),
  encodePng: (picture) => encode(picture, { type: 'image/png' }),
};

/** One canvas for all pictures: making one waits for other threads of the browser. */
let context: OffscreenCanvasRenderingContext2D | undefined;

async function encode({ width, height, data }: SmallPicture, options: ImageEncodeOptions): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * i + channel] = data[3 * i + channel]!;
  }
  // Without a graphics card: the pixels come from memory, and go back there.
  context ??= new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  const { canvas } = context;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  // The picture is copied at once: the next one may be put while this one is compressed.
  const blob = await canvas.convertToBlob(options);
  return new Uint8Array(await blob.arrayBuffer());
}
