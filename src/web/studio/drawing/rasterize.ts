import { setPngDensity } from './png-density.ts';

const MM_PER_INCH = 25.4;
/** Pixels of a canvas at most: what browsers commonly have room for. */
const MAX_PIXELS = 200_000_000;
const MAX_SIDE = 16_384;

/**
 * Draw an SVG poster as a PNG of a resolution, its physical size included.
 *
 * @param dpi pixels an inch.
 * @throws {RangeError} for more pixels than a browser has room for.
 */
export async function rasterize(svg: string, widthMm: number, heightMm: number, dpi: number): Promise<Blob> {
  const width = Math.max(1, Math.round((widthMm * dpi) / MM_PER_INCH));
  const height = Math.max(1, Math.round((heightMm * dpi) / MM_PER_INCH));
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new RangeError(
      `${width} x ${height} pixels are more than a browser draws; choose a smaller size or fewer pixels an inch.`,
    );
  }
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new RangeError('The browser has no room for a picture of this size.');
    return new Blob([setPngDensity(new Uint8Array(await blob.arrayBuffer()), dpi)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
