import type { Picture } from '#core/frame/index';

/** Make a grey picture, 8 bit, limited range by default: the luma code of each pixel. */
export function makePicture(
  width: number,
  height: number,
  luma: (x: number, y: number) => number,
  { range = 'limited', bits = 8 }: { range?: 'limited' | 'full'; bits?: number } = {},
): Picture {
  const data = bits > 8 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = luma(x, y) * 2 ** (bits - 8);
  return {
    width,
    height,
    model: 'gray',
    bits,
    components: [{ data, offset: 0, stride: width, step: 1, log2X: 0, log2Y: 0, shift: 0 }],
    alpha: null,
    isInterlaced: false,
    tags: { matrix: null, range, transfer: null, primaries: null },
  };
}
