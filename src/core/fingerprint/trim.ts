import type { Column } from './fingerprint.ts';

/**
 * The brightest channel of a colour that still counts as black: 16 of 255 is half a percent of white's light. Fades and leaders are
 * below; the darkest scenes have some swatch above.
 */
const BLACK_CHANNEL = 16;

/** Tell whether a column shows nothing but black. One whose frame could not be decoded shows nothing, so it is not known. */
export function isBlackColumn({ swatches }: Pick<Column, 'swatches'>): boolean {
  return swatches.length > 0 && swatches.every(({ color }) => isBlack(color));
}

function isBlack(color: string): boolean {
  const channels = [color.slice(1, 3), color.slice(3, 5), color.slice(5, 7)];
  return channels.every((channel) => Number.parseInt(channel, 16) <= BLACK_CHANNEL);
}

/**
 * Find the columns between the black ones at both ends.
 *
 * @returns the first to keep and the one after the last; all of them when there is nothing but black.
 */
export function findBlackEnds(columns: readonly Column[]): { readonly first: number; readonly end: number } {
  const isLit = (column: Column) => !isBlackColumn(column);
  const first = columns.findIndex(isLit);
  return first < 0 ? { first: 0, end: columns.length } : { first, end: columns.findLastIndex(isLit) + 1 };
}
