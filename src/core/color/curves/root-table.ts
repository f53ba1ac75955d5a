import type { Matrix3 } from '../spaces/matrix.ts';
import { SRGB8_TO_LINEAR } from '../spaces/srgb.ts';
import { cubeRoot } from './roots.ts';

// The cube root is a table over the bits of a float32. The exponent and 8 leading mantissa bits
// choose the cell; the other 15 bits interpolate in it. The relative precision is the same for dark
// and light values: error < 5e-7.
const FRACTION_BITS = 15;
const FRACTION_MASK = (1 << FRACTION_BITS) - 1;
const FRACTION_UNIT = 1 / (1 << FRACTION_BITS);
// The darkest colour except black, #000001, has an LMS l of 1.6e-5 > 2^-16; the brightest, white,
// has 1 up to rounding.
const DARKEST = new Int32Array(Float32Array.of(1 / 65536).buffer)[0]! >> FRACTION_BITS;
const BRIGHTEST = new Int32Array(Float32Array.of(1).buffer)[0]! >> FRACTION_BITS;
// One array for all cells: each process computes the table when it starts, and two arrays per cell
// cost most of that time.
const CELL_BITS = Int32Array.from({ length: BRIGHTEST - DARKEST + 2 }, (_, cell) => (cell + DARKEST) << FRACTION_BITS);
const ROOT_TABLE = Float64Array.from(new Float32Array(CELL_BITS.buffer), cubeRoot);

/**
 * Look up the cube root of a float32 from 2^-16 to 1, given by its bits.
 *
 * @returns the root, relative error below 5e-7. A few nanoseconds.
 */
export function tabulatedRoot(bits: number): number {
  const cell = (bits >> FRACTION_BITS) - DARKEST;
  const low = ROOT_TABLE[cell]!;
  return low + (ROOT_TABLE[cell + 1]! - low) * ((bits & FRACTION_MASK) * FRACTION_UNIT);
}

/**
 * Tabulate what each 8-bit sRGB code adds to each row of a matrix times linear light.
 *
 * @returns one table per row, shape (768,): codes of red, then green (from 256 on), then blue (from
 *   512 on).
 */
export function tabulateRows(matrix: Matrix3): readonly [Float64Array, Float64Array, Float64Array] {
  const tabulate = (row: number) =>
    Float64Array.from({ length: 768 }, (_, i) => matrix[row + Math.floor(i / 256)]! * SRGB8_TO_LINEAR[i % 256]!);
  return [tabulate(0), tabulate(3), tabulate(6)];
}
