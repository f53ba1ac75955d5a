import { shortHex } from './hex-text.ts';
import { formatMm, formatNumber } from './numbers.ts';
import type { Bars } from './scene.ts';

/**
 * Write bars as SVG: one small path for each run of equal cells, in whole columns across and millimetres down.
 *
 * No seam shows at any zoom, with edges softened or not: a run reaches one column to the right and one cell down, under what is drawn
 * after it. Neighbouring columns that are cut at the same heights form a block; blocks are drawn from left to right, rows of a block
 * from top to bottom, runs of a row from left to right. Before an empty column, and before a gap, nothing reaches out.
 */
export function barsToSvg(bars: Bars): string {
  const { box, columns, starts, direction } = bars;
  const [width, height] = direction === 'right' ? [box.width, box.height] : [box.height, box.width];
  const paths: string[] = [];
  for (let from = 0; from < columns; ) {
    let to = from + 1;
    while (to < columns && isCutAlike(bars, from, to)) to++;
    if (hasCells(bars, from)) {
      const isFollowed = to < columns && hasCells(bars, to);
      for (let row = 0; row < starts[from + 1]! - starts[from]!; row++)
        writeRow(paths, bars, height, { from, to, row, isFollowed });
    }
    from = to;
  }
  // Nine digits keep the last of many columns where it belongs.
  const scale = formatNumber(width / columns, 9);
  const move = box.x === 0 && box.y === 0 ? '' : `translate(${formatMm(box.x)} ${formatMm(box.y)})`;
  return `<g shape-rendering="crispEdges" transform="${move}${direction === 'right' ? `scale(${scale} 1)` : `matrix(0 ${scale} 1 0 0 0)`}">\n${paths.join('\n')}\n</g>`;
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

function writeRow(paths: string[], bars: Bars, height: number, { from, to, row, isFollowed }: BlockRow): void {
  const { starts, colors, bottoms, gap } = bars;
  const first = starts[from]! + row;
  const isLast = first + 1 === starts[from + 1];
  const top = formatMm(row === 0 ? 0 : bottoms[first - 1]! * height);
  const bottom = formatMm(bottoms[isLast ? first : first + 1]! * height);
  for (let left = from; left < to; ) {
    const color = colors[starts[left]! + row]!;
    let right = left + 1;
    while (gap === 0 && right < to && colors[starts[right]! + row] === color) right++;
    const reach = gap > 0 ? formatNumber(right - gap, 3) : right < to || isFollowed ? right + 1 : right;
    paths.push(`<path fill="${shortHex(color)}" d="M${left} ${top}H${reach}V${bottom}H${left}z"/>`);
    left = right;
  }
}
