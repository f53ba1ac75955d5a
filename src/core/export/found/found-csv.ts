import { quoteCsvCell } from '../../text/index.ts';
import type { ShownMoment } from './shown-moment.ts';

/**
 * Write the results of a search as a table: a row per moment, best first, with times in seconds and
 * the codes of its colours, largest first, separated by spaces.
 */
export function foundToCsv(moments: readonly ShownMoment[]): string {
  const rows = moments.map(({ film, title, year, from, to, score, swatches }, i) => {
    const colors = swatches.map(({ color }) => color).join(' ');
    return [i + 1, quoteCsvCell(film), quoteCsvCell(title), year ?? '', from, to, score, colors].join(',');
  });
  return `${['rank,film,title,year,from,to,score,colors', ...rows].join('\n')}\n`;
}
