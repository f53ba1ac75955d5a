import { parseHex, srgb8ToOklab } from '../../color/index.ts';
import { type Fingerprint, orderSwatches, rankColumns, type Swatch } from '../../fingerprint/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { joinColumns } from './join.ts';
import { memoizeRecent } from './memoize-recent.ts';
import type { ShownColumn } from './shown-column.ts';
import { smoothColumns } from './smooth.ts';

/** The options that decide how columns become bars. */
export type ColumnOptions = Pick<
  ResolvedOptions,
  'colors' | 'rank' | 'order' | 'swatch' | 'bars' | 'smooth' | 'reverse'
>;

/**
 * Choose what is drawn of a fingerprint: the first `colors` swatches of each column by `rank`,
 * arranged by `order` and smoothed over time. Join them if `bars` is less than the number of
 * columns. Reverse them if `reverse`.
 *
 * @returns at least one, in drawing order.
 */
export function chooseColumns(
  { columns }: Pick<Fingerprint, 'columns'>,
  options: ColumnOptions,
): readonly ShownColumn[] {
  return chosen(columns, options);
}

const chosen = memoizeRecent(choose, ({ colors, rank, order, swatch, bars, smooth, reverse }) =>
  JSON.stringify([colors, rank, order, swatch, bars, smooth, reverse]),
);

function choose(columns: Fingerprint['columns'], options: ColumnOptions): readonly ShownColumn[] {
  const shown = rankColumns(columns, options.rank).map((swatches) => swatches.slice(0, options.colors));
  const ordered = orderSwatches(shown, options.order, options.colors);
  const all = columns.map((column, index) => ({
    cells: ordered[index]!.map((swatch) => ({ color: colorOf(swatch, options), share: swatch.share })),
    column,
    index,
    rms: column.sound?.rms ?? null,
  }));
  const smooth = options.smooth > 0 ? smoothColumns(all, options.smooth) : all;
  const joined = options.bars === 'all' || options.bars >= smooth.length ? smooth : joinColumns(smooth, options.bars);
  return options.reverse ? joined.toReversed() : joined;
}

/**
 * Convert the colours of all cells of the columns, in order, to OKLab. Shape (n, 3) for n cells.
 */
export function toOklab(columns: readonly Pick<ShownColumn, 'cells'>[]): Float32Array {
  const pixels = new Uint8Array(3 * columns.reduce((sum, { cells }) => sum + cells.length, 0));
  let at = 0;
  for (const { cells } of columns) {
    for (const { color } of cells) {
      pixels[at++] = color >> 16;
      pixels[at++] = (color >> 8) & 255;
      pixels[at++] = color & 255;
    }
  }
  return srgb8ToOklab(pixels);
}

function colorOf({ color, pixel = color }: Swatch, { swatch }: ColumnOptions): number {
  const [r, g, b] = parseHex(swatch === 'pixel' ? pixel : color);
  return (r << 16) | (g << 8) | b;
}
