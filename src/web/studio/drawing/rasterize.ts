import { setPngDensity } from './png-density.ts';

const MM_PER_INCH = 25.4;
/** Limits of a canvas that browsers commonly support. */
const MAX_PIXELS = 200_000_000;
const MAX_SIDE = 16_384;

/**
 * Draw an SVG poster as a PNG that states its resolution.
 *
 * @param dpi pixels per inch.
 * @throws {RangeError} for more pixels than a browser can draw.
 */
export async function rasterize(svg: Blob, widthMm: number, heightMm: number, dpi: number): Promise<Blob> {
  const width = Math.max(1, Math.round((widthMm * dpi) / MM_PER_INCH));
  const height = Math.max(1, Math.round((heightMm * dpi) / MM_PER_INCH));
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new RangeError(
      `The browser cannot draw ${width} x ${height} pixels. Choose a smaller size or a lower resolution.`,
    );
  }
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new RangeError('The browser has not enough memory for an image of this size.');
    return new Blob([setPngDensity(new Uint8Array(await blob.arrayBuffer()), dpi)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
