import type { Bars } from '../scene/scene.ts';
import { joinCells } from './cell-runs.ts';

/** A run of equal cells side by side, in painting order. */
export interface BarRun {
  /** Columns from the first. `right` may lie within a column if there are gaps. */
  readonly left: number;
  readonly right: number;
  /** Millimetres along the columns from their start. */
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

/** Size of the bars in millimetres, across the columns and along them. */
export function barExtent({ box, direction }: Bars): { across: number; length: number } {
  return direction === 'right' ? { across: box.width, length: box.height } : { across: box.height, length: box.width };
}
