import type { DistanceMatrix } from '../compare/index.ts';
import { quoteCsvCell } from '../text/index.ts';

/**
 * Write distances of films as a square table, for R, pandas and spreadsheets: a header of titles,
 * and a row per film that starts with its title. RFC 4180 with line feeds; decimal points in every
 * locale.
 *
 * @param titles of the films, in the order of rows. Films with equal titles keep them.
 * @throws {RangeError} when there are not as many titles as rows.
 */
export function matrixToCsv(titles: readonly string[], matrix: DistanceMatrix): string {
  if (titles.length !== matrix.length) {
    throw new RangeError(`\`titles\`: expected ${matrix.length}, one per row, got ${titles.length}`);
  }
  const rows = matrix.map((row, i) => [quoteCsvCell(titles[i]!), ...row].join(','));
  return `${[['film', ...titles.map(quoteCsvCell)].join(','), ...rows].join('\n')}\n`;
}
