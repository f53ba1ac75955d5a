import type { Cells } from '../scene/scene.ts';

/** Equal cells side by side, painted as one. */
export interface CellRun {
  /** Start and end in columns. The end may lie under the run that is painted next. */
  readonly begin: number;
  readonly end: number;
  /**
   * Start and end along the columns, as shares. The end may lie under the run that is painted next.
   */
  readonly top: number;
  readonly bottom: number;
  /** 0xrrggbb. */
  readonly color: number;
}

/**
 * Join cells to runs that paint without seams, with soft or sharp edges.
 *
 * A run extends one column onwards and one cell down, under the runs painted after it. Neighbouring
 * columns with equal divisions form a block. Paint blocks in order, the rows of a block from the
 * top, the runs of a row in order. Before an empty column or a gap no run extends.
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
  /** Whether another block is painted directly after this one. */
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
