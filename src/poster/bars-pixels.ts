import { linearToSrgb8, SRGB8_TO_LINEAR } from '../color/index.ts';
import type { Ground, PixelBox, Pixels } from './pixel-box.ts';
import type { Bars } from './scene.ts';

/** What an empty column has in place of a colour. */
const EMPTY = -1;

/** Where the i-th of n equal parts of `pixels` begins, on a whole pixel: widths of parts differ by at most one. Exact integers. */
function edge(i: number, n: number, pixels: number): number {
  return Math.floor((2 * i * pixels + n) / (2 * n));
}

/**
 * Draw bars on the whole pixels of a box.
 *
 * With at least as many pixels as columns, each column is a whole number of pixels wide and widths differ by at most one: no pixel
 * mixes two columns. With fewer, or with gaps too narrow to be pixels, a pixel is the mean of what it covers, by area, in linear light. Cells of a column
 * always begin on a whole pixel. Rows are made once for each stretch of height in which no cell begins, then copied.
 *
 * @param pixels modified, within the box alone.
 * @param ground what shows in empty columns and in gaps.
 * O(width x height) copied, O(stretches x (columns + width)) computed.
 */
export function drawBars(bars: Bars, pixels: Pixels, box: PixelBox, ground: Ground): void {
  if (bars.direction === 'right') {
    drawAcross(bars, pixels, box, ground);
    return;
  }
  const { channels } = pixels;
  const [width, height] = [box.height, box.width];
  const aside: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) };
  drawAcross(bars, aside, { x: 0, y: 0, width, height }, ground);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const from = (x * width + y) * channels;
      const to = ((box.y + y) * pixels.width + box.x + x) * channels;
      for (let k = 0; k < channels; k++) pixels.data[to + k] = aside.data[from + k]!;
    }
  }
}

function drawAcross(bars: Bars, pixels: Pixels, box: PixelBox, ground: Ground): void {
  const { columns, starts, bottoms, gap } = bars;
  const { channels } = pixels;
  const ends = Uint32Array.from(bottoms, (share) => Math.floor(share * box.height + 0.5));
  const cursors = starts.slice(0, columns);
  const colors = new Int32Array(columns);
  const stride = pixels.width * channels;
  // Gaps are pixels where each has one at least.
  const isCoarse = box.width < columns || (gap > 0 && (gap * box.width) / columns < 1);
  const fillRow = isCoarse ? averageColumns : repeatColumns;
  for (let y = 0; y < box.height; ) {
    let next = box.height;
    for (let i = 0; i < columns; i++) {
      let cell = cursors[i]!;
      const stop = starts[i + 1]!;
      while (cell < stop && ends[cell]! <= y) cell++;
      cursors[i] = cell;
      colors[i] = cell < stop ? bars.colors[cell]! : EMPTY;
      if (cell < stop && ends[cell]! < next) next = ends[cell]!;
    }
    const at = (box.y + y) * stride + box.x * channels;
    const row = pixels.data.subarray(at, at + box.width * channels);
    fillRow(colors, row, { width: box.width, channels, gap, ground });
    for (let copy = 1; copy < next - y; copy++) pixels.data.set(row, at + copy * stride);
    y = next;
  }
}

/** How a row is filled. */
interface RowSetting {
  /** Pixels. */
  readonly width: number;
  readonly channels: 3 | 4;
  readonly gap: number;
  readonly ground: Ground;
}

function repeatColumns(colors: Int32Array, row: Uint8Array, { width, channels, gap, ground }: RowSetting): void {
  const n = colors.length;
  const none = ground === null ? EMPTY : (ground[0] << 16) | (ground[1] << 8) | ground[2];
  for (let i = 0, x = 0; i < n; i++) {
    const end = edge(i + 1, n, width);
    const stop = gap === 0 ? end : Math.max(x + 1, end - Math.round((gap * width) / n));
    for (; x < end; x++) {
      const color = x < stop && colors[i] !== EMPTY ? colors[i]! : none;
      row[channels * x] = color >> 16;
      row[channels * x + 1] = (color >> 8) & 255;
      row[channels * x + 2] = color & 255;
      if (channels === 4) row[4 * x + 3] = color === EMPTY ? 0 : 255;
    }
  }
}

/** Pixel x covers columns x * n / width up to (x + 1) * n / width. */
function averageColumns(colors: Int32Array, row: Uint8Array, { width, channels, gap, ground }: RowSetting): void {
  const n = colors.length;
  const [groundR, groundG, groundB] = (ground ?? [0, 0, 0]).map((code) => SRGB8_TO_LINEAR[code]!) as [
    number,
    number,
    number,
  ];
  for (let x = 0; x < width; x++) {
    let r = 0;
    let g = 0;
    let b = 0;
    let covered = 0;
    // Measured in 1 / width of a column, so that without gaps all is whole.
    const stop = (x + 1) * n;
    for (let i = Math.floor((x * n) / width); i * width < stop; i++) {
      const color = colors[i]!;
      if (color === EMPTY) continue;
      const weight = Math.min((i + 1 - gap) * width, stop) - Math.max(i * width, x * n);
      if (weight <= 0) continue;
      covered += weight;
      r += weight * SRGB8_TO_LINEAR[color >> 16]!;
      g += weight * SRGB8_TO_LINEAR[(color >> 8) & 255]!;
      b += weight * SRGB8_TO_LINEAR[color & 255]!;
    }
    if (ground !== null) {
      r += (n - covered) * groundR;
      g += (n - covered) * groundG;
      b += (n - covered) * groundB;
    }
    const all = ground === null ? covered || 1 : n;
    row[channels * x] = linearToSrgb8(r / all);
    row[channels * x + 1] = linearToSrgb8(g / all);
    row[channels * x + 2] = linearToSrgb8(b / all);
    if (channels === 4) row[4 * x + 3] = Math.round((255 * covered) / n);
  }
}
