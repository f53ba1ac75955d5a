import sharp from 'sharp';
import type { Image, PixelBox } from '../poster/index.ts';

/**
 * Resample a picture whose columns stay apart: along its columns smoothly; across them, where it becomes smaller, averaged, and where larger, repeated, so that
 * widths differ by at most a pixel and no pixel mixes two. All in linear light.
 *
 * @param place the picture as it lies when turned, by a multiple of 90 degrees.
 * @returns sRGB and opacity, shape (place.height, place.width, 4).
 */
export async function layColumns({ image, turnDegrees = 0, isMirrored = false }: Image, place: PixelBox): Promise<Uint8Array> {
  const isAside = turnDegrees % 180 !== 0;
  const [along, across] = isAside ? [place.width, place.height] : [place.height, place.width];
  const columns = Math.min(across, image.width);
  const resized = await sharp(image.bytes)
    .pipelineColourspace('scrgb')
    .resize(columns, along, { fit: 'fill', kernel: 'mitchell' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  const from = new Uint32Array(resized.buffer, resized.byteOffset, columns * along);
  const layer = new Uint32Array(place.width * place.height);
  // Steps in the layer of one pixel across columns, and of one along them.
  const [stepAcross, stepAlong] = isAside ? [place.width, -1] : [1, place.width];
  const isBackwards = turnDegrees >= 180;
  // Turned by a quarter, what was at the top is at the right; by a half, at the bottom.
  const first = isAside ? place.width - 1 : 0;
  for (let u = 0; u < across; u++) {
    const place = isMirrored ? across - 1 - u : u;
    const column = columns === across ? place : columnAt(place, columns, across);
    for (let v = 0; v < along; v++) {
      const at = first + u * stepAcross + v * stepAlong;
      layer[isBackwards ? layer.length - 1 - at : at] = from[v * columns + column]!;
    }
  }
  return new Uint8Array(layer.buffer);
}

/** The column that a pixel shows, n columns on w pixels: it begins where bars do, on the pixel nearest to its place. */
function columnAt(pixel: number, n: number, w: number): number {
  const guess = Math.min(n - 1, Math.floor(((pixel + 0.5) * n) / w));
  return Math.floor((2 * (guess + 1) * w + n) / (2 * n)) <= pixel ? guess + 1 : Math.floor((2 * guess * w + n) / (2 * n)) > pixel ? guess - 1 : guess;
}
