import { formatClock, formatCount, formatPercent } from '../../../core/text/index.ts';
import type { ComparedDistances, Comparison } from '../../app/index.ts';

/** The shares of a library's pairs of films that are farther apart than two films. */
export interface LibraryPlaces {
  /** Films of the library. */
  readonly films: number;
  readonly palette: number;
  readonly course: number;
}

/**
 * Format the comparison of two films: a line for each film, the findings one per line, and where
 * the distances stand in a library.
 */
export function formatComparison(
  { a, b }: Comparison,
  findings: readonly string[],
  places: LibraryPlaces | null,
): string {
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
  const nearness = places === null ? [] : [describePlaces(places)];
  return `${lines.join('\n')}\n\n${[...findings, ...nearness].join('\n')}\n`;
}

function describePlaces({ films, palette, course }: LibraryPlaces): string {
  const percent = (share: number) => formatPercent(share, { decimals: 1 });
  return `By palette nearer than ${percent(palette)} of the pairs of ${formatCount(films, 'film')} of the library, by course nearer than ${percent(course)}.`;
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
