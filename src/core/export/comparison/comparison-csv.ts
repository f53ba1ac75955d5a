import { type Comparison, findBlock } from '../../compare/index.ts';

const HEADER = 'a,b,difference,unexplained,block';

/**
 * Write a comparison as a table, one row per moment that both films show, for R, pandas and
 * spreadsheets.
 *
 * `a` and `b` are in seconds on each film's own clock. `difference` is CIEDE2000 between the two
 * pictures, `unexplained` the same after the colour shift. `block` counts from 0, as `blocks` does in
 * the comparison; it is empty for a moment outside all blocks. Rows are in order of A's time. Different
 * films have only the header. RFC 4180 with line feeds; decimal points in every locale.
 */
export function comparisonToCsv({ blocks, moments }: Comparison): string {
  const rows = moments.map((moment) => {
    const block = findBlock(blocks, moment);
    return [moment.a, moment.b, moment.difference, moment.unexplained, block < 0 ? '' : block].join(',');
  });
  return `${[HEADER, ...rows].join('\n')}\n`;
}
