import type { SmallPicture } from '../../../core/frame/index.ts';

/** As thumbnails of the command line have (`src/node/raster/encode-image.ts`). */
const JPEG_QUALITY = 0.8;

function paint({ width, height, data }: SmallPicture): OffscreenCanvas {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * i + channel] = data[3 * i + channel]!;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

/** Make a JPEG file of a thumbnail. */
export const encodeJpegBlob = (picture: SmallPicture): Promise<Blob> =>
  paint(picture).convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });

/** Make a PNG file of a few pixels, none changed. */
export const encodePngBlob = (picture: SmallPicture): Promise<Blob> =>
  paint(picture).convertToBlob({ type: 'image/png' });

/** Write a file in base64. */
export async function blobToBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
