import type { Cells } from '../scene/scene.ts';

/** Equal cells side by side, painted as one. */
export interface CellRun {
  /**
   * Where it begins and ends, in columns; before its end it may lie under what is painted after it.
   */
  readonly begin: number;
  readonly end: number;
  /**
   * Where it begins and ends along the columns, shares; before its end it may lie under what is
   * painted after it.
   */
  readonly top: number;
  readonly bottom: number;
  /** 0xrrggbb. */
  readonly color: number;
}

/**
 * Join cells to runs that can be painted one after another without a seam, edges softened or not.
 *
 * A run reaches one column onwards and one cell down, under what is painted after it. Neighbouring
 * columns that are cut alike form a block; blocks follow one another, in a block its rows from the
 * top, in a row its runs. Before an empty column, and before a gap, nothing reaches out.
 *
 * @param gap share of a column that stays free.
 */
export function joinCells(cells: Cells, gap: number): CellRun[] {
  const { columns, starts } = cells;
  const runs: CellRun[] = [];
  for (let from = 0; from < columns; ) {
    let to = from + 1;
    while (to < columns && isCutAlike(cells, from, to)) to++;
    const isFollowed = to < columns && starts[to + 1]! > starts[to]!;
    const count = starts[from + 1]! - starts[from]!;
    for (let row = 0; row < count; row++) joinRow(runs, cells, gap, { from, to, row, isFollowed });
    from = to;
  }
  return runs;
}

function isCutAlike({ starts, bottoms }: Cells, a: number, b: number): boolean {
  const count = starts[a + 1]! - starts[a]!;
  if (starts[b + 1]! - starts[b]! !== count) return false;
  for (let k = 0; k < count; k++) {
    if (bottoms[starts[a]! + k] !== bottoms[starts[b]! + k]) return false;
  }
  return true;
}

/** A row of a block of columns. */
interface BlockRow {
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** Whether something is painted right after the block. */
  readonly isFollowed: boolean;
}

function joinRow(
  runs: CellRun[],
  { starts, colors, bottoms }: Cells,
  gap: number,
  { from, to, row, isFollowed }: BlockRow,
): void {
  const first = starts[from]! + row;
  const isLast = first + 1 === starts[from + 1];
  const top = row === 0 ? 0 : bottoms[first - 1]!;
  const bottom = bottoms[isLast ? first : first + 1]!;
  for (let begin = from; begin < to; ) {
    const color = colors[starts[begin]! + row]!;
    let end = begin + 1;
    while (gap === 0 && end < to && colors[starts[end]! + row] === color) end++;
    const reach = gap > 0 ? end - gap : end < to || isFollowed ? end + 1 : end;
    runs.push({ begin, end: reach, top, bottom, color });
    begin = end;
  }
}
