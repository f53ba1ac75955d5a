import {
  CELL_RADIUS,
  CELLS,
  cellColor,
  DISTANCE_PER_UNIT,
  readOklab,
  squareDistance,
  toPointSpace,
} from '../points.ts';
import type { LibraryQuery } from '../query/library-query.ts';

/**
 * Find the wanted colours that each cell can match: bit k for the k-th of them. A cell without a bit
 * has no point within the tolerance.
 */
export function markCells({ terms }: LibraryQuery): Uint8Array {
  const bits = new Uint8Array(CELLS);
  const wanted = terms
    .filter((term) => !term.isExcluded)
    .map(({ colors, tolerance }) => ({
      places: colors.map((color) => toPointSpace(readOklab(color))),
      reach: tolerance * DISTANCE_PER_UNIT + CELL_RADIUS,
    }));
  for (let cell = 0; cell < CELLS; cell++) {
    const middle = cellColor(cell);
    for (const [k, { places, reach }] of wanted.entries()) {
      if (places.some((place) => squareDistance(place, middle) < reach * reach)) bits[cell]! |= 1 << k;
    }
  }
  return bits;
}

/** For each set of bits, whether it has enough: 1 or 0. */
export const markEnough = (minimum: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, bits) => {
    let count = 0;
    for (let rest = bits; rest > 0; rest >>= 1) count += rest & 1;
    return count >= minimum ? 1 : 0;
  });
