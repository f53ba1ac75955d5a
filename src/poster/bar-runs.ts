import type { Bars } from './scene.ts';

/** A run of equal cells side by side, in the order in which they are painted. */
export interface BarRun {
  /** Columns from the first one; `right` may lie within a column where there are gaps. */
  readonly left: number;
  readonly right: number;
  /** Millimetres along the columns from their beginning. */
  readonly top: number;
  readonly bottom: number;
  /** 0xrrggbb. */
  readonly color: number;
}

/**
 * Cut bars into runs of equal cells, for renderers that draw shapes.
 *
 * No seam shows at any zoom, with edges softened or not: a run reaches one column to the right and one cell down, under what is drawn
 * after it. Neighbouring columns that are cut at the same heights form a block; blocks are drawn from left to right, rows of a block
 * from top to bottom, runs of a row from left to right. Before an empty column, and before a gap, nothing reaches out.
 */
export function* cutBars(bars: Bars): Generator<BarRun> {
  const { columns, starts } = bars;
  const { length } = barExtent(bars);
  for (let from = 0; from < columns; ) {
    let to = from + 1;
    while (to < columns && isCutAlike(bars, from, to)) to++;
    if (hasCells(bars, from)) {
      const isFollowed = to < columns && hasCells(bars, to);
      for (let row = 0; row < starts[from + 1]! - starts[from]!; row++)
        yield* cutRow(bars, length, { from, to, row, isFollowed });
    }
    from = to;
  }
}

/** Millimetres of bars across their columns and along them. */
export function barExtent({ box, direction }: Bars): { across: number; length: number } {
  return direction === 'right' ? { across: box.width, length: box.height } : { across: box.height, length: box.width };
}

function hasCells(bars: Bars, column: number): boolean {
  return bars.starts[column + 1]! > bars.starts[column]!;
}

function isCutAlike({ starts, bottoms }: Bars, a: number, b: number): boolean {
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
  /** Whether something is drawn right after the block. */
  readonly isFollowed: boolean;
}

function* cutRow(bars: Bars, length: number, { from, to, row, isFollowed }: BlockRow): Generator<BarRun> {
  const { starts, colors, bottoms, gap } = bars;
  const first = starts[from]! + row;
  const isLast = first + 1 === starts[from + 1];
  const top = row === 0 ? 0 : bottoms[first - 1]! * length;
  const bottom = bottoms[isLast ? first : first + 1]! * length;
  for (let left = from; left < to; ) {
    const color = colors[starts[left]! + row]!;
    let right = left + 1;
    while (gap === 0 && right < to && colors[starts[right]! + row] === color) right++;
    const reach = gap > 0 ? right - gap : right < to || isFollowed ? right + 1 : right;
    yield { left, right: reach, top, bottom, color };
    left = right;
  }
}
