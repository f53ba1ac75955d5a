import { formatClock } from '../../core/text/index.ts';
import { columns, data, jpegUrl, thumbnailAt, thumbnails } from './data.ts';
import { byId, clamp } from './element.ts';

/** The bars, the thumbnails below them and the mark of the current column. */
export const strip: HTMLElement = byId('strip', HTMLElement);
const canvas = byId('bars', HTMLCanvasElement);
const last = columns.length - 1;

const TO_LINEAR = Float64Array.from({ length: 256 }, (_, code) => {
  const x = code / 255;
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
});

/** The sRGB code of linear light, 0 to 1. */
const toCode = (x: number): number => Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));

/** "12:34.5"; in a film of an hour or more "0:12:34.5". */
export function formatTime(seconds: number, decimals: 0 | 1 = 1): string {
  return formatClock(Math.max(0, seconds), { decimals, rounding: 'nearest', hasHours: data.to >= 3600 });
}

/**
 * Draw the bars. Columns that share a pixel are averaged in linear light.
 */
export function paintBars(): void {
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * scale));
  const height = Math.max(1, Math.round(canvas.clientHeight * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const rows = data.rows === 1 ? 1 : height;
  const image = context.createImageData(width, rows);
  const codes = columns.map(({ shown }) => shown.map((color) => Number.parseInt(color.slice(1), 16)));
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x * columns.length) / width);
    const to = Math.max(from + 1, Math.floor(((x + 1) * columns.length) / width));
    for (let y = 0; y < rows; y++) {
      let [r, g, b, n] = [0, 0, 0, 0];
      for (let i = from; i < to; i++) {
        const shown = codes[i]!;
        if (shown.length === 0) continue;
        const code = shown[Math.floor((y * shown.length) / rows)]!;
        r += TO_LINEAR[code >> 16]!;
        g += TO_LINEAR[(code >> 8) & 255]!;
        b += TO_LINEAR[code & 255]!;
        n++;
      }
      if (n > 0) image.data.set([toCode(r / n), toCode(g / n), toCode(b / n), 255], 4 * (y * width + x));
    }
  }
  context.putImageData(image, 0, 0);
  if (rows === 1) {
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, width, 1, 0, 0, width, height);
  }
}

/** Draw a row of thumbnails below the bars, each at its time. There must be one. */
export function drawThumbnails(): void {
  const row = byId('frames', HTMLElement);
  const count = Math.min(thumbnails.length, Math.max(4, Math.round(row.clientWidth / 150)));
  if (row.childElementCount === count) return;
  row.replaceChildren();
  for (let i = 0; i < count; i++) {
    const image = document.createElement('img');
    image.alt = '';
    image.draggable = false;
    image.src = jpegUrl(thumbnailAt(Math.floor(((i + 0.5) * columns.length) / count))[1]);
    row.append(image);
  }
}

/** Write times below the bars: more where there is room. */
export function drawAxis(): void {
  const axis = byId('axis', HTMLElement);
  const count = clamp(Math.floor(axis.clientWidth / 160), 2, 11);
  axis.replaceChildren();
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    const label = document.createElement('span');
    // The columns of a draft are not evenly spaced.
    const time = i === 0 ? data.from : i === count - 1 ? data.to : columns[Math.round(share * last)]!.time;
    label.textContent = formatTime(time, 0);
    if (i > 0 && i < count - 1) label.style.left = `${100 * share}%`;
    axis.append(label);
  }
}

/** Mark a column: on a whole pixel, so that the line stays sharp. */
export function placeHead(column: number): void {
  const x = Math.floor(((column + 0.5) * strip.clientWidth) / columns.length);
  byId('head', HTMLElement).style.left = `${x}px`;
}

/** The column at a place of the screen. It may lie outside the film. */
export function columnAt(clientX: number): number {
  const { left, width } = strip.getBoundingClientRect();
  return Math.floor(((clientX - left) / width) * columns.length);
}

/** The colour of a column's bar at a height of the screen, or its first; undefined where it has none. */
export function colorAt(column: number, clientY: number): string | undefined {
  const { shown } = columns[column]!;
  const { top, height } = canvas.getBoundingClientRect();
  return shown[Math.floor(((clientY - top) / height) * shown.length)] ?? shown[0];
}
