import type { Bars } from '../scene/scene.ts';
import { joinCells } from './cell-runs.ts';

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

/** Cut bars into runs of equal cells ({@link joinCells}), for renderers that draw shapes. */
export function cutBars(bars: Bars): BarRun[] {
  const { length } = barExtent(bars);
  return joinCells(bars, bars.gap).map(({ begin, end, top, bottom, color }) => ({
    left: begin,
    right: end,
    top: top * length,
    bottom: bottom * length,
    color,
  }));
}

/** Millimetres of bars across their columns and along them. */
export function barExtent({ box, direction }: Bars): { across: number; length: number } {
  return direction === 'right' ? { across: box.width, length: box.height } : { across: box.height, length: box.width };
}
