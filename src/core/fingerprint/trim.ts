import type { Column } from './fingerprint.ts';

/**
 * Maximum channel of a colour that counts as black: 16 of 255 is half a percent of the light of
 * white. Fades and leaders are below it; the darkest scenes have some swatch above it.
 */
const BLACK_CHANNEL = 16;

/**
 * Whether a column shows only black. False for a column whose frame could not be decoded, because
 * that is unknown.
 */
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
 * @returns the index of the first column to keep and of the one after the last; all columns if all
 * are black.
 */
export function findBlackEnds(columns: readonly Column[]): { readonly first: number; readonly end: number } {
  const isLit = (column: Column) => !isBlackColumn(column);
  const first = columns.findIndex(isLit);
  return first < 0 ? { first: 0, end: columns.length } : { first, end: columns.findLastIndex(isLit) + 1 };
}
