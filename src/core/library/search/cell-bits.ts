import { CELL_RADIUS, CELLS, DISTANCE_PER_UNIT, forCellsNear, readOklab, toPointSpace } from '../points.ts';
import type { LibraryQuery } from '../query/library-query.ts';

/**
 * Find the wanted colours that each cell can match: bit k for the k-th of them. A cell without a bit
 * has no point within the tolerance.
 */
export function markCells({ terms }: LibraryQuery): Uint8Array {
  const bits = new Uint8Array(CELLS);
  const wanted = terms.filter((term) => !term.isExcluded);
  for (const [k, { colors, tolerance }] of wanted.entries()) {
    const reach = tolerance * DISTANCE_PER_UNIT + CELL_RADIUS;
    for (const color of colors) {
      forCellsNear(toPointSpace(readOklab(color)), reach, (cell) => {
        bits[cell]! |= 1 << k;
      });
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
