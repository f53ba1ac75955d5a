import { formatClock, formatPercent } from '../../../core/text/index.ts';
import type { FoundMoment, SimilarFilm } from '../../app/internal.ts';
import { createTextPainter } from './terminal-color.ts';

/** Cells of the bar of a moment's colours, each as wide as its share. */
const BAR_CELLS = 24;
/** Codes that are printed beside it. */
const MAX_CODES = 5;

/** A film that was found, as it is printed. */
export interface PrintedFilm {
  readonly title: string;
  readonly year: number | null;
  readonly moments: readonly FoundMoment[];
}

/**
 * Format found films: a line per film, and below it a line per moment: times, length, score, a bar
 * of its colours if the terminal supports it, and their codes.
 *
 * @param depth bits per colour of the terminal.
 * @param nearestColor the argument of `createTextPainter`.
 */
export function formatFound(
  films: readonly PrintedFilm[],
  depth: number,
  nearestColor: (color: string) => number,
): string {
  const paint = createTextPainter(depth, nearestColor);
  const moments = films.flatMap((film) => film.moments);
  const hasHours = moments.some(({ to }) => to >= 3600);
  const clock = (seconds: number) => formatClock(seconds, { hasHours });
  const width = Math.max(...moments.map(({ from, to }) => `${clock(from)} - ${clock(to)}`.length));
  const numbers = String(films.length).length;
  return films
    .map(({ title, year, moments }, i) => {
      const head = `${String(i + 1).padStart(numbers)}  ${title}${year === null ? '' : ` (${year})`}\n`;
      const lines = moments.map(({ from, to, score, swatches }) => {
        const bar = depth < 8 ? '' : `  ${fillBar(swatches, paint)}`;
        const codes = swatches.slice(0, MAX_CODES).map(({ color }) => color);
        const times = `${clock(from)} - ${clock(to)}`.padEnd(width);
        return `${' '.repeat(numbers)}  ${times}  ${score.toFixed(2)}${bar}  ${codes.join(' ')}\n`;
      });
      return head + lines.join('');
    })
    .join('');
}

function fillBar(swatches: FoundMoment['swatches'], paint: (text: string, color: string) => string): string {
  const total = swatches.reduce((sum, { share }) => sum + share, 0);
  let [sum, end, bar] = [0, 0, ''];
  for (const { color, share } of swatches) {
    sum += share / total;
    const cells = Math.round(sum * BAR_CELLS) - end;
    end += cells;
    if (cells > 0) bar += paint('█'.repeat(cells), color);
  }
  return bar;
}

/** Format similar films: number, title, and how near they are among the pairs of the library. */
export function formatSimilar(films: readonly (SimilarFilm & { readonly title: string })[]): string {
  const percent = (share: number | null) => (share === null ? '-' : formatPercent(share, { decimals: 1 }));
  const rows = films.map((film, i) => [String(i + 1), percent(film.palette), percent(film.course), film.title]);
  const head = ['', 'palette', 'course', 'title'];
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const align = (row: readonly string[]) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i]!))).join('  ');
  return [head, ...rows].map((row) => `${align(row)}\n`).join('');
}
