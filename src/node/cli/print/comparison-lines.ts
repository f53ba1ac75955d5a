import { formatClock, formatCount } from '../../../core/text/index.ts';
import type { ComparedDistances, Comparison } from '../../app/internal.ts';

/** Format the comparison of two films: a line for each film, and the findings one per line. */
export function formatComparison({ a, b }: Comparison, findings: readonly string[]): string {
  const films = [
    ['A', a],
    ['B', b],
  ] as const;
  const lines = films.map(([name, film]) => {
    const seconds = film.to - film.from;
    const clock = formatClock(seconds, { decimals: 1, rounding: 'nearest', hasHours: seconds >= 3600 });
    const shots = film.shots === undefined ? 'no shots' : formatCount(film.shots, 'shot');
    return `${name}  ${film.title}: ${clock}, ${film.width}x${film.height}, ${formatCount(film.columns, 'column')}, ${shots}`;
  });
  return `${lines.join('\n')}\n\n${findings.join('\n')}\n`;
}

/** Columns of a title in the table of distances. */
const TITLE_WIDTH = 32;

/** Format distances as a square table, films numbered from 1. */
export function formatMatrix({ films, matrix }: ComparedDistances): string {
  const number = (i: number) => String(i + 1);
  const cells = matrix.map((row) => row.map((distance) => distance.toFixed(2)));
  const widths = films.map((_, j) => Math.max(number(j).length, ...cells.map((row) => row[j]!.length)));
  const titles = films.map(({ film }) => shorten(film.title));
  const titleWidth = Math.max(...titles.map((title) => title.length));
  const numberWidth = number(films.length - 1).length;
  const head =
    ' '.repeat(numberWidth + 2 + titleWidth) + widths.map((width, j) => `  ${number(j).padStart(width)}`).join('');
  const rows = cells.map(
    (row, i) =>
      `${number(i).padStart(numberWidth)}  ${titles[i]!.padEnd(titleWidth)}${row.map((cell, j) => `  ${cell.padStart(widths[j]!)}`).join('')}`,
  );
  return `${[head, ...rows].join('\n')}\n`;
}

const shorten = (title: string): string =>
  title.length <= TITLE_WIDTH ? title : `${title.slice(0, TITLE_WIDTH - 1)}…`;
