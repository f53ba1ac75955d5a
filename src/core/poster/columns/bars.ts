import type { Fingerprint } from '../../fingerprint/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Bars, Box } from '../scene/scene.ts';
import { type Division, divideColumns } from './cells.ts';
import { type ColumnOptions, chooseColumns } from './columns.ts';
import { memoizeRecent } from './memoize-recent.ts';
import { smoothSeams } from './seams.ts';
import type { ShownColumn } from './shown-column.ts';

/** Which columns of a fingerprint are shown, and in which direction. */
export type BarOptions = ColumnOptions & Pick<ResolvedOptions, 'gap' | 'rotate'>;

/**
 * Turn the columns of a fingerprint into bars. The colours of a column are stacked, in equal parts
 * or as `division` says.
 *
 * `rotate` of 90 makes time run down, 180 left, 270 up, as if the bars were turned
 * clockwise.
 */
export function layoutBars(
  fingerprint: Pick<Fingerprint, 'columns'>,
  options: BarOptions,
  box: Box,
  division: Division = 'equal',
): Bars {
  const { rotate } = options;
  const isBackward = rotate >= 180;
  // Turned by 90 degrees, the first row is on the right; by 180, at the bottom.
  const isUpsideDown = rotate === 90 || rotate === 180;
  const chosen = chooseColumns(fingerprint, { ...options, reverse: options.reverse !== isBackward });
  // Seams can be smoothed only if all columns have their colours in the same order.
  const columns = division === 'share' && options.order === 'lightness' ? smoothSeams(chosen) : chosen;
  const turned = isUpsideDown ? turnOver(columns) : columns;
  const direction = rotate % 180 === 0 ? 'right' : 'down';
  return { kind: 'bars', box, gap: options.gap, direction, ...divideColumns(turned, division) };
}

const turnOver = memoizeRecent((columns: readonly ShownColumn[]): readonly ShownColumn[] =>
  columns.map((column) => ({ ...column, cells: column.cells.toReversed() })),
);
