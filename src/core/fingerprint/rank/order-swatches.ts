import { srgb8ToOklab } from '../../color/index.ts';
import type { Swatch } from '../fingerprint.ts';
import { assignRows } from './assignment.ts';
import { toColors } from './rank-swatches.ts';
import { RowHistory } from './row-history.ts';

/**
 * Order of the rows of a poster of several colours, from the top. `rank`: by rank. `lightness`: the
 * lightest first. `hue`: around the hue circle from red through yellow, green and blue to purple,
 * greys last. `thread`: each colour stays where it was in the column before.
 */
export type Order = 'rank' | 'lightness' | 'hue' | 'thread';

/** Names of the orders. */
export const ORDER_NAMES: readonly Order[] = Object.freeze(['rank', 'lightness', 'hue', 'thread'] as const);

/**
 * Arrange the swatches of each column. It needs only colours, so that a fingerprint can be arranged
 * again without its film.
 *
 * @param columns for each column its ranked swatches to show. Not modified.
 * @param rows maximum number of swatches per column.
 * @returns for each column the same swatches, from the top.
 */
export function orderSwatches(columns: readonly (readonly Swatch[])[], order: Order, rows: number): Swatch[][] {
  if (order === 'rank' || rows === 1) return columns.map((swatches) => [...swatches]);
  switch (order) {
    case 'lightness':
      return sortColumns(columns, (L) => -L);
    case 'hue':
      return sortColumns(columns, placeOnCircle);
    case 'thread':
      return followThreads(columns, rows);
  }
}

/** The colours of all columns in one array, shape (n, 3) for n swatches in all. */
const labsOf = (columns: readonly (readonly Swatch[])[]): Float32Array => srgb8ToOklab(toColors(columns.flat()).colors);

/** Sort the swatches of each column by a key, the smallest first. */
function sortColumns(columns: readonly (readonly Swatch[])[], keyOf: (L: number, a: number, b: number) => number) {
  const labs = labsOf(columns);
  let at = 0;
  return columns.map((swatches): Swatch[] => {
    const keyed = swatches.map((swatch) => {
      const key = keyOf(labs[at]!, labs[at + 1]!, labs[at + 2]!);
      at += 3;
      return { swatch, key };
    });
    keyed.sort((one, other) => one.key - other.key || (one.swatch.color < other.swatch.color ? -1 : 1));
    return keyed.map(({ swatch }) => swatch);
  });
}

/** OKLab chroma below which a colour has no hue that a person would name. */
const GREY = 0.02;
/**
 * The angle at which the hue circle starts: 340 degrees, between purple and red, which are the ends
 * of the rainbow. Its cosine and sine.
 */
const CUT_COS = 0.9396926207859084;
const CUT_SIN = -0.3420201433256687;

/**
 * Map a hue to 0 up to 4 around the circle; greys are 5 or more, the lightest first. The value is
 * not an angle but grows with it, and needs only + - * /.
 */
function placeOnCircle(L: number, a: number, b: number): number {
  if (a * a + b * b < GREY * GREY) return 6 - L;
  const x = a * CUT_COS + b * CUT_SIN;
  const y = b * CUT_COS - a * CUT_SIN;
  const part = y / (Math.abs(x) + Math.abs(y));
  return x < 0 ? 2 - part : y >= 0 ? part : 4 + part;
}

/**
 * Weight of the rule that light is above and dark below. It decides only when nothing else does, as
 * after a cut.
 */
const PLACE = 0.01;

/**
 * Keep each colour in its row from column to column. Each row remembers its colours, older ones
 * with less weight, so that a colour which is replaced for a moment keeps its row. The swatches of
 * a column are assigned to the rows one to one, with the least difference from the remembered
 * colours. A swatch that differs too much counts as new and takes a row that is left.
 */
function followThreads(columns: readonly (readonly Swatch[])[], rows: number): Swatch[][] {
  const labs = labsOf(columns);
  const memories = Array.from({ length: rows }, () => new RowHistory());
  let first = 0;
  return columns.map((swatches) => {
    const costs = swatches.map((_, i) => {
      const [L, a, b] = [labs[first + 3 * i]!, labs[first + 3 * i + 1]!, labs[first + 3 * i + 2]!];
      return memories.map((memory, row) => memory.cost(L, a, b) + PLACE * (L - (1 - (row + 0.5) / rows)) ** 2);
    });
    const shown = new Array<Swatch | undefined>(rows).fill(undefined);
    for (const [i, row] of assignRows(costs).entries()) {
      shown[row] = swatches[i]!;
      memories[row]!.add(labs[first + 3 * i]!, labs[first + 3 * i + 1]!, labs[first + 3 * i + 2]!);
    }
    first += 3 * swatches.length;
    return shown.filter((swatch) => swatch !== undefined);
  });
}
