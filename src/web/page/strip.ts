import { formatClock } from '../../core/text/index.ts';
import { writeAxis } from './axis.ts';
import { paintBars } from './bars.ts';
import { jpegUrl } from './columns.ts';
import { columns, data, thumbnailAt, thumbnails } from './data.ts';
import { byId } from './element.ts';

/** The bars, the thumbnails below them and the mark of the current column. */
export const strip: HTMLElement = byId('strip', HTMLElement);
const canvas = byId('bars', HTMLCanvasElement);
const last = columns.length - 1;

/** "12:34.5"; in a film of an hour or more "0:12:34.5". */
export function formatTime(seconds: number, decimals: 0 | 1 = 1): string {
  return formatClock(Math.max(0, seconds), { decimals, rounding: 'nearest', hasHours: data.to >= 3600 });
}

/** Draw the bars of the film. */
export const paintFilm = (): void => paintBars(canvas, columns, data.rows);

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

/** Write times below the bars. */
export function drawAxis(): void {
  writeAxis((share) => {
    // The columns of a draft are not evenly spaced.
    const time = share === 0 ? data.from : share === 1 ? data.to : columns[Math.round(share * last)]!.time;
    return formatTime(time, 0);
  });
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
