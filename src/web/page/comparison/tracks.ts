import { formatClock } from '../../../core/text/index.ts';
import { writeAxis } from '../axis.ts';
import { paintBars } from '../bars.ts';
import { byId } from '../element.ts';
import { comparisonData, type FilmKey, filmColumns } from './data.ts';

/** The strip of each film. */
export const tracks: Readonly<Record<FilmKey, HTMLElement>> = {
  a: byId('strip-a', HTMLElement),
  b: byId('strip-b', HTMLElement),
};

const range = Math.max(1e-9, comparisonData.to - comparisonData.from);
const hasHours = comparisonData.to >= 3600;

/** "12:34.5"; in a film of an hour or more "0:12:34.5". */
export function formatMoment(seconds: number, decimals: 0 | 1 = 1): string {
  return formatClock(Math.max(0, seconds), { decimals, rounding: 'nearest', hasHours });
}

/** Draw the bars of both films, each as long as its film. */
export function drawTracks(): void {
  for (const film of ['a', 'b'] as const) {
    const { from, to } = comparisonData[film];
    const track = tracks[film];
    track.style.marginLeft = `${(100 * (from - comparisonData.from)) / range}%`;
    track.style.width = `${(100 * (to - from)) / range}%`;
    paintBars(byId(`bars-${film}`, HTMLCanvasElement), filmColumns[film], comparisonData.rows);
  }
}

/** Write times below the strips. */
export function drawTrackAxis(): void {
  writeAxis((share) => formatMoment(comparisonData.from + share * range, 0));
}

/** Mark a column of a film on a whole pixel; no mark for null. */
export function placeTrackHead(film: FilmKey, column: number | null): void {
  const head = byId(`head-${film}`, HTMLElement);
  head.hidden = column === null;
  if (column === null) return;
  head.style.left = `${Math.floor(((column + 0.5) * tracks[film].clientWidth) / filmColumns[film].length)}px`;
}

/** The column of a film at a place of the screen. It may lie outside the film. */
export function trackColumnAt(film: FilmKey, clientX: number): number {
  const { left, width } = tracks[film].getBoundingClientRect();
  return Math.floor(((clientX - left) / width) * filmColumns[film].length);
}

/** The colour of a column's bar at a height of the screen, or its first; undefined where it has none. */
export function trackColorAt(film: FilmKey, column: number, clientY: number): string | undefined {
  const { shown } = filmColumns[film][column]!;
  const { top, height } = byId(`bars-${film}`, HTMLCanvasElement).getBoundingClientRect();
  return shown[Math.floor(((clientY - top) / height) * shown.length)] ?? shown[0];
}

const links = byId('links', SVGElement);
const [bend, join, bottom] = [48, 88, 100];

/** Draw the line from a time of A to the time of B that shows the same; none for null. */
export function drawThread(times: readonly [a: number, b: number] | null): void {
  const thread = byId('thread', SVGElement);
  if (times === null) {
    thread.setAttribute('d', '');
    return;
  }
  const [a, b] = times;
  const middle = (bend + join) / 2;
  thread.setAttribute('d', `M${a} 0V${bend}C${a} ${middle} ${b} ${middle} ${b} ${join}V${bottom}`);
  links.append(thread);
}
