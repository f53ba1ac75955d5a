import { parseHex } from '../color/index.ts';
import { type Fingerprint, orderSwatches, rankColumns, type Swatch } from '../fingerprint/index.ts';
import type { ResolvedOptions } from './options.ts';
import type { Bars, Box } from './scene.ts';

/** What of a column is shown. */
export type BarOptions = Pick<ResolvedOptions, 'colors' | 'rank' | 'order' | 'swatch'>;

/**
 * Turn the columns of a fingerprint into bars.
 *
 * A column shows the first `colors` of its swatches by `rank`, one below the other in equal parts, arranged by `order`; with fewer swatches it divides its
 * height among those it has, and without any it stays empty.
 */
export function layoutBars({ columns }: Fingerprint, options: BarOptions, box: Box): Bars {
  const chosen = rankColumns(columns, options.rank).map((swatches) => swatches.slice(0, options.colors));
  const rows = orderSwatches(chosen, options.order, options.colors);
  const starts = new Uint32Array(columns.length + 1);
  for (const [i, swatches] of rows.entries()) starts[i + 1] = starts[i]! + swatches.length;
  const cells = starts[columns.length]!;
  const colors = new Uint32Array(cells);
  const bottoms = new Float64Array(cells);
  for (const [i, swatches] of rows.entries()) {
    const start = starts[i]!;
    for (const [k, swatch] of swatches.entries()) {
      const [r, g, b] = parseHex(colorOf(swatch, options));
      colors[start + k] = (r << 16) | (g << 8) | b;
      bottoms[start + k] = (k + 1) / swatches.length;
    }
  }
  return { kind: 'bars', box, columns: columns.length, starts, colors, bottoms };
}

const colorOf = ({ color, pixel = color }: Swatch, { swatch }: BarOptions): string =>
  swatch === 'pixel' ? pixel : color;
