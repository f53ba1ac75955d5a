import type { Fingerprint } from '../../fingerprint/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Bars, Box } from '../scene/scene.ts';
import { type Division, divideColumns } from './cells.ts';
import { type ColumnOptions, chooseColumns } from './columns.ts';
import { smoothSeams } from './seams.ts';

/** What of a fingerprint is shown, and which way. */
export type BarOptions = ColumnOptions & Pick<ResolvedOptions, 'gap' | 'rotateDegrees'>;

/**
 * Turn the columns of a fingerprint into bars: the colours of each one below the other in equal
 * parts, or as `division` says.
 *
 * `rotateDegrees` of 90 lets time run downwards, 180 to the left, 270 upwards, as if the bars had
 * been turned clockwise.
 */
export function layoutBars(
  fingerprint: Fingerprint,
  options: BarOptions,
  box: Box,
  division: Division = 'equal',
): Bars {
  const { rotateDegrees } = options;
  const isBackward = rotateDegrees >= 180;
  // Turned by 90 degrees the first row is at the right, by 180 at the bottom.
  const isUpsideDown = rotateDegrees === 90 || rotateDegrees === 180;
  const chosen = chooseColumns(fingerprint, { ...options, isReversed: options.isReversed !== isBackward });
  // Seams flow where colours lie in one order everywhere.
  const columns = division === 'share' && options.order === 'lightness' ? smoothSeams(chosen) : chosen;
  const turned = isUpsideDown ? columns.map((column) => ({ ...column, cells: column.cells.toReversed() })) : columns;
  const direction = rotateDegrees % 180 === 0 ? 'right' : 'down';
  return { kind: 'bars', box, gap: options.gap, direction, ...divideColumns(turned, division) };
}
