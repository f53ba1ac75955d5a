import { srgb8ToOklab } from '../color/index.ts';
import type { ShownCell, ShownColumn } from './columns.ts';

/** OKLab, three numbers a cell. */
type Labs = Float32Array;

/**
 * Give every column as many cells as the one that has most, by letting cells fill several rows, so that rows stay straight along time. Which cell fills them is
 * that which makes a column most like the one before; cells keep their order.
 */
export function fillRows(columns: readonly ShownColumn[]): ShownColumn[] {
  const rows = Math.max(...columns.map(({ cells }) => cells.length));
  let before: Labs | null = null;
  return columns.map((column) => {
    if (column.cells.length === 0) return column;
    const labs = labsOf(column.cells);
    const places = column.cells.length === rows ? null : chooseCells(labs, column.cells.length, rows, before);
    const cells = places === null ? column.cells : places.map((place) => column.cells[place]!);
    before = places === null ? labs : labsOf(cells);
    return { ...column, cells };
  });
}

function labsOf(cells: readonly ShownCell[]): Labs {
  const codes = cells.flatMap(({ color }) => [color >> 16, (color >> 8) & 255, color & 255]);
  return srgb8ToOklab(Uint8Array.from(codes));
}

/**
 * Find the cell of each row, so that all cells are shown, in order, and colours differ least from those of the rows before.
 *
 * @param count cells, 1 up to `rows`.
 * @returns shape (rows): places of cells, from the first to the last, none left out.
 */
function chooseCells(labs: Labs, count: number, rows: number, before: Labs | null): number[] {
  // costs[row * count + cell]: the least that it costs to get there.
  const costs = new Float64Array(rows * count).fill(Number.POSITIVE_INFINITY);
  const isNew = new Uint8Array(rows * count);
  for (let row = 0; row < rows; row++) {
    for (let cell = Math.max(0, count - rows + row); cell <= Math.min(row, count - 1); cell++) {
      const at = row * count + cell;
      const stayed = row === 0 ? Number.POSITIVE_INFINITY : costs[at - count]!;
      const moved = row === 0 || cell === 0 ? Number.POSITIVE_INFINITY : costs[at - count - 1]!;
      isNew[at] = moved <= stayed ? 1 : 0;
      costs[at] = (row === 0 ? 0 : Math.min(stayed, moved)) + differ(labs, cell, before, row);
    }
  }
  const places = new Array<number>(rows);
  for (let row = rows - 1, cell = count - 1; row >= 0; row--) {
    places[row] = cell;
    if (isNew[row * count + cell]) cell--;
  }
  return places;
}

function differ(labs: Labs, cell: number, before: Labs | null, row: number): number {
  if (before === null) return 0;
  const [L, a, b] = [0, 1, 2].map((k) => labs[3 * cell + k]! - before[3 * row + k]!) as [number, number, number];
  return L * L + a * a + b * b;
}
