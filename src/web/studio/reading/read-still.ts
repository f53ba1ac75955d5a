import { createColumnMaker, rankSwatches } from '../../../core/fingerprint/index.ts';
import type { Picture } from '../../../core/frame/index.ts';
import type { StillItem } from '../state/item.ts';

/** Larger stills are scaled down to this many pixels, which every canvas supports. */
const MAX_PIXELS = 16_000_000;

/** Whether a file is an image, by the media type that the system gives it. */
export const isStill = (file: File): boolean => /^image\/(?!svg)/.test(file.type);

/**
 * Find the colours of a still. The browser converts it to sRGB and applies its orientation.
 *
 * @throws {DOMException} for an image that the browser cannot decode.
 */
export async function readStillFile(file: Blob): Promise<StillItem> {
  const bitmap = await createImageBitmap(file);
  const shrink = Math.min(1, Math.sqrt(MAX_PIXELS / (bitmap.width * bitmap.height)));
  const [width, height] = [Math.floor(bitmap.width * shrink), Math.floor(bitmap.height * shrink)];
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb' })!;
  context.drawImage(bitmap, 0, 0, width, height);
  const size = { width: bitmap.width, height: bitmap.height };
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const codes = new Uint8Array(data.buffer);
  const component = (offset: number) => {
    return { data: codes, offset, stride: 4 * width, step: 4, log2X: 0, log2Y: 0, shift: 0 };
  };
  const picture: Picture = {
    width,
    height,
    model: 'rgb',
    components: [component(0), component(1), component(2)],
    alpha: component(3),
    isInterlaced: false,
    bits: 8,
    tags: { matrix: null, range: null, transfer: null, primaries: null },
  };
  const { swatches } = createColumnMaker({})(picture);
  return { file, url: URL.createObjectURL(file), ...size, swatches: rankSwatches(swatches, 'presence') };
}
