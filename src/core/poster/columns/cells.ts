import type { Cells } from '../scene/scene.ts';
import { fillRows } from './fill-rows.ts';
import { memoizeRecent } from './memoize-recent.ts';
import type { ShownColumn } from './shown-column.ts';

/**
 * How a column is divided. `equal`: into cells of equal size, larger if there are fewer colours.
 * `rows`: into the same rows in all columns; with fewer colours some fill several rows. `share`:
 * each cell as long as its colour's share of the colours shown.
 */
export type Division = 'equal' | 'rows' | 'share';

/** Divide columns into cells. The same object for the same columns and division. */
export const divideColumns: (shown: readonly Pick<ShownColumn, 'cells'>[], division: Division) => Cells = memoizeRecent(
  divide,
  (division) => division,
);

function divide(shown: readonly Pick<ShownColumn, 'cells'>[], division: Division): Cells {
  const columns = division === 'rows' ? fillRows(shown) : shown;
  const starts = new Uint32Array(columns.length + 1);
  for (const [i, { cells }] of columns.entries()) starts[i + 1] = starts[i]! + cells.length;
  const colors = new Uint32Array(starts[columns.length]!);
  const bottoms = new Float64Array(starts[columns.length]!);
  for (const [i, { cells }] of columns.entries()) {
    const all = cells.reduce((sum, { share }) => sum + share, 0);
    let sum = 0;
    for (const [k, { color, share }] of cells.entries()) {
      sum += share;
      colors[starts[i]! + k] = color;
      bottoms[starts[i]! + k] = k + 1 === cells.length ? 1 : division === 'share' ? sum / all : (k + 1) / cells.length;
    }
  }
  return { columns: columns.length, starts, colors, bottoms };
}
