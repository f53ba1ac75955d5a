import { linearToSrgb8, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Bars } from '../scene/scene.ts';
import type { BackgroundColor, PixelBox, Pixels } from './pixel-box.ts';

/** The value of an empty column in place of a colour. */
const EMPTY = -1;

/**
 * Compute where the i-th of n equal parts of `pixels` begins, on a whole pixel. Widths of parts
 * differ by at most one. Exact integers.
 */
function edge(i: number, n: number, pixels: number): number {
  return Math.floor((2 * i * pixels + n) / (2 * n));
}

/**
 * Draw bars on the whole pixels of a box.
 *
 * With at least as many pixels as columns, each column is a whole number of pixels wide and widths
 * differ by at most one: no pixel mixes two columns. With fewer pixels, or with gaps narrower than
 * a pixel, a pixel is the mean of the area that it covers, in linear light. Cells of a column
 * always begin on a whole pixel. A row is computed once for each range of rows in which no cell
 * begins, and then copied.
 *
 * @param pixels modified, only within the box.
 * @param ground the colour of empty columns and gaps. O(width x height) copied, O(ranges x (columns
 *   + width)) computed.
 */
export function drawBars(bars: Bars, pixels: Pixels, box: PixelBox, ground: BackgroundColor): void {
  const { channels, data } = pixels;
  const stride = pixels.width * channels;
  const start = box.y * stride + box.x * channels;
  if (bars.direction === 'right') {
    drawRows(bars, { width: box.width, height: box.height, channels, ground }, (row, from, to) => {
      for (let y = from; y < to; y++) data.set(row, start + y * stride);
    });
    return;
  }
  // Here bars are columns of the picture: each pixel of the row goes into a different row.
  drawRows(bars, { width: box.height, height: box.width, channels, ground }, (row, from, to) => {
    const length = (to - from) * channels;
    for (let y = 0; y < box.height; y++) {
      const at = start + y * stride + from * channels;
      if (y > 0 && isSamePixel(row, y, channels)) data.copyWithin(at, at - stride, at - stride + length);
      else fillPixels(data, at, length, row, y * channels, channels);
    }
  });
}

/** Whether a pixel of a row has the colour of the one before it. */
function isSamePixel(row: Uint8Array, i: number, channels: number): boolean {
  for (let at = i * channels, k = 0; k < channels; k++) if (row[at + k] !== row[at + k - channels]) return false;
  return true;
}

/** Repeat a pixel over a range of bytes, each time twice as many of them. */
function fillPixels(
  data: Uint8Array,
  start: number,
  length: number,
  row: Uint8Array,
  pixel: number,
  channels: number,
): void {
  if (length <= 0) return;
  for (let k = 0; k < channels; k++) data[start + k] = row[pixel + k]!;
  for (let done = channels; done < length; done *= 2) {
    data.copyWithin(start + done, start, start + Math.min(done, length - done));
  }
}

/** Settings of bars that are drawn from left to right. */
interface RowsSetting {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly ground: BackgroundColor;
}

/**
 * Compute the rows of bars.
 *
 * @param put receives a row of pixels, shape (width, channels), and the range of rows of the box
 *   that are equal to it, `from` up to `to`. The row is reused for the next call.
 */
function drawRows(
  bars: Bars,
  { width, height, channels, ground }: RowsSetting,
  put: (row: Uint8Array, from: number, to: number) => void,
): void {
  const { columns, starts, bottoms, gap } = bars;
  const ends = Uint32Array.from(bottoms, (share) => Math.floor(share * height + 0.5));
  const cursors = starts.slice(0, columns);
  const colors = new Int32Array(columns);
  const row = new Uint8Array(width * channels);
  // Gaps are drawn as whole pixels when each has at least one.
  const isCoarse = width < columns || (gap > 0 && (gap * width) / columns < 1);
  const fillRow = isCoarse ? averageColumns : repeatColumns;
  for (let y = 0; y < height; ) {
    let next = height;
    for (let i = 0; i < columns; i++) {
      let cell = cursors[i]!;
      const stop = starts[i + 1]!;
      while (cell < stop && ends[cell]! <= y) cell++;
      cursors[i] = cell;
      colors[i] = cell < stop ? bars.colors[cell]! : EMPTY;
      if (cell < stop && ends[cell]! < next) next = ends[cell]!;
    }
    fillRow(colors, row, { width, channels, gap, ground });
    put(row, y, next);
    y = next;
  }
}

/** Settings for filling a row. */
interface RowSetting {
  /** Pixels. */
  readonly width: number;
  readonly channels: 3 | 4;
  readonly gap: number;
  readonly ground: BackgroundColor;
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
    // Measured in 1 / width of a column, so that without gaps all numbers are whole.
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
