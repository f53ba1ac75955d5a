import { toOklab } from './columns.ts';
import type { ShownColumn } from './shown-column.ts';

/**
 * Give every column as many cells as the largest one, by letting cells fill several rows. Rows then
 * stay straight over time. The cells that fill rows are chosen so that a column resembles the
 * previous one most. Cells keep their order.
 */
export function fillRows(columns: readonly Pick<ShownColumn, 'cells'>[]): Pick<ShownColumn, 'cells'>[] {
  const rows = columns.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const all = toOklab(columns);
  // The rows of the previous column.
  const before = new Float32Array(3 * rows);
  let isFirst = true;
  let at = 0;
  return columns.map((column) => {
    const count = column.cells.length;
    if (count === 0) return column;
    const labs = all.subarray(at, at + 3 * count);
    at += 3 * count;
    const places = count === rows ? null : chooseCells(labs, count, rows, isFirst ? null : before);
    isFirst = false;
    for (let row = 0; row < rows; row++) {
      const place = places?.[row] ?? row;
      for (let axis = 0; axis < 3; axis++) before[3 * row + axis] = labs[3 * place + axis]!;
    }
    return places === null ? column : { ...column, cells: places.map((place) => column.cells[place]!) };
  });
}

/**
 * Find the cell of each row so that all cells are shown in order, with the least colour difference
 * from the rows of the previous column.
 *
 * @param count number of cells, 1 to `rows`.
 * @returns shape (rows): indices of cells in rising order, without gaps.
 */
function chooseCells(labs: Float32Array, count: number, rows: number, before: Float32Array | null): number[] {
  // costs[row * count + cell]: the least cost of reaching this cell in this row.
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

function differ(labs: Float32Array, cell: number, before: Float32Array | null, row: number): number {
  if (before === null) return 0;
  const L = labs[3 * cell]! - before[3 * row]!;
  const a = labs[3 * cell + 1]! - before[3 * row + 1]!;
  const b = labs[3 * cell + 2]! - before[3 * row + 2]!;
  return L * L + a * a + b * b;
}
