import { formatHex } from '../../../../core/color/index.ts';

/**
 * Read the colour at a point of the page, from a video, an image or a coloured element below it.
 *
 * @param frame only what lies inside it counts.
 * @returns `#rrggbb`; null beside all pictures.
 */
export function samplePicture(frame: Element, x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    if (!frame.contains(element) || element === frame) continue;
    if (element instanceof HTMLVideoElement) {
      if (element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
      return readPixel(element, element.videoWidth, element.videoHeight, x, y);
    }
    if (element instanceof HTMLImageElement) {
      return readPixel(element, element.naturalWidth, element.naturalHeight, x, y);
    }
    const [, r, g, b] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(element).backgroundColor) ?? [];
    if (r !== undefined) return formatHex(Number(r), Number(g), Number(b));
  }
  return null;
}

/** Read the pixel of a picture that is fitted into its element without being cut. */
function readPixel(
  picture: HTMLVideoElement | HTMLImageElement,
  width: number,
  height: number,
  x: number,
  y: number,
): string | null {
  if (width === 0 || height === 0) return null;
  const box = picture.getBoundingClientRect();
  const scale = Math.min(box.width / width, box.height / height);
  const column = Math.floor((x - box.left - (box.width - scale * width) / 2) / scale);
  const row = Math.floor((y - box.top - (box.height - scale * height) / 2) / scale);
  if (column < 0 || row < 0 || column >= width || row >= height) return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.drawImage(picture, column, row, 1, 1, 0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return formatHex(r!, g!, b!);
}
