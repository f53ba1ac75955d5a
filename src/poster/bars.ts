import { parseHex } from '../color/index.ts';
import { type Column, type Fingerprint, rankSwatches } from '../fingerprint/index.ts';
import type { ResolvedOptions } from './options.ts';
import type { Bars, Box } from './scene.ts';

/** What of a column is shown. */
export type BarOptions = Pick<ResolvedOptions, 'colors' | 'rank' | 'swatch'>;

/**
 * Turn the columns of a fingerprint into bars.
 *
 * A column shows the first `colors` of its swatches by `rank`, one below the other in equal parts; with fewer swatches it divides its
 * height among those it has, and without any it stays empty.
 */
export function layoutBars({ columns }: Fingerprint, options: BarOptions, box: Box): Bars {
  const starts = new Uint32Array(columns.length + 1);
  for (const [i, column] of columns.entries()) {
    starts[i + 1] = starts[i]! + Math.min(options.colors, column.swatches.length);
  }
  const cells = starts[columns.length]!;
  const cellColors = new Uint32Array(cells);
  const bottoms = new Float64Array(cells);
  for (const [i, column] of columns.entries()) {
    const start = starts[i]!;
    for (const [k, color] of chooseColors(column, options).entries()) {
      const [r, g, b] = parseHex(color);
      cellColors[start + k] = (r << 16) | (g << 8) | b;
      bottoms[start + k] = (k + 1) / (starts[i + 1]! - start);
    }
  }
  return { kind: 'bars', box, columns: columns.length, starts, colors: cellColors, bottoms };
}

function chooseColors({ swatches }: Column, { colors, rank, swatch }: BarOptions): string[] {
  const first = rankSwatches(swatches, rank).slice(0, colors);
  return first.map(({ color, pixel }) => (swatch === 'pixel' ? (pixel ?? color) : color));
}
