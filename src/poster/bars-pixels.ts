import { linearToSrgb8, SRGB8_TO_LINEAR } from '../color/index.ts';
import type { PixelBox, Pixels } from './pixel-box.ts';
import type { Bars } from './scene.ts';

/** Where the i-th of n equal parts of `pixels` begins, on a whole pixel: widths of parts differ by at most one. Exact integers. */
function edge(i: number, n: number, pixels: number): number {
  return Math.floor((2 * i * pixels + n) / (2 * n));
}

/**
 * Draw bars on the whole pixels of a box.
 *
 * With at least as many pixels as columns, each column is a whole number of pixels wide and widths differ by at most one: no pixel
 * mixes two columns. With fewer, a pixel is the mean of the columns it covers, by area, in linear light. Cells of a column always
 * begin on a whole pixel. Rows are made once for each stretch of height in which no cell begins, then copied.
 *
 * @param pixels modified, within the box alone.
 * @param background what shows in empty columns, [r, g, b], 0..255.
 * O(width x height) copied, O(stretches x (columns + width)) computed.
 */
export function drawBars(
  bars: Bars,
  pixels: Pixels,
  box: PixelBox,
  background: readonly [number, number, number],
): void {
  const { columns, starts, bottoms } = bars;
  const ends = Uint32Array.from(bottoms, (share) => Math.floor(share * box.height + 0.5));
  const ground = (background[0] << 16) | (background[1] << 8) | background[2];
  const cursors = starts.slice(0, columns);
  const colors = new Uint32Array(columns);
  const stride = pixels.width * 3;
  for (let y = 0; y < box.height; ) {
    let next = box.height;
    for (let i = 0; i < columns; i++) {
      let cell = cursors[i]!;
      const stop = starts[i + 1]!;
      while (cell < stop && ends[cell]! <= y) cell++;
      cursors[i] = cell;
      colors[i] = cell < stop ? bars.colors[cell]! : ground;
      if (cell < stop && ends[cell]! < next) next = ends[cell]!;
    }
    const at = (box.y + y) * stride + box.x * 3;
    const row = pixels.data.subarray(at, at + box.width * 3);
    if (box.width >= columns) repeatColumns(colors, row, box.width);
    else averageColumns(colors, row, box.width);
    for (let copy = 1; copy < next - y; copy++) pixels.data.set(row, at + copy * stride);
    y = next;
  }
}

function repeatColumns(colors: Uint32Array, row: Uint8Array, width: number): void {
  for (let i = 0, x = 0; i < colors.length; i++) {
    const color = colors[i]!;
    for (const stop = edge(i + 1, colors.length, width); x < stop; x++) {
      row[3 * x] = color >> 16;
      row[3 * x + 1] = (color >> 8) & 255;
      row[3 * x + 2] = color & 255;
    }
  }
}

/** Pixel x covers columns x * n / width up to (x + 1) * n / width; measured in 1 / width of a column, so that all is whole. */
function averageColumns(colors: Uint32Array, row: Uint8Array, width: number): void {
  const n = colors.length;
  for (let x = 0; x < width; x++) {
    let r = 0;
    let g = 0;
    let b = 0;
    const stop = (x + 1) * n;
    for (let at = x * n; at < stop; ) {
      const i = Math.floor(at / width);
      const weight = Math.min((i + 1) * width, stop) - at;
      const color = colors[i]!;
      r += weight * SRGB8_TO_LINEAR[color >> 16]!;
      g += weight * SRGB8_TO_LINEAR[(color >> 8) & 255]!;
      b += weight * SRGB8_TO_LINEAR[color & 255]!;
      at += weight;
    }
    row[3 * x] = linearToSrgb8(r / n);
    row[3 * x + 1] = linearToSrgb8(g / n);
    row[3 * x + 2] = linearToSrgb8(b / n);
  }
}
