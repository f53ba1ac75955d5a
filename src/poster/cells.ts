import type { ShownColumn } from './columns.ts';
import type { Cells } from './scene.ts';

/**
 * Divide columns into cells.
 *
 * @param division `equal`: all cells of a column alike, with fewer colours larger ones. `share`: each as long as its colour's share of those shown.
 */
export function divideColumns(columns: readonly ShownColumn[], division: 'equal' | 'share'): Cells {
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
      bottoms[starts[i]! + k] = k + 1 === cells.length ? 1 : division === 'equal' ? (k + 1) / cells.length : sum / all;
    }
  }
  return { columns: columns.length, starts, colors, bottoms };
}
