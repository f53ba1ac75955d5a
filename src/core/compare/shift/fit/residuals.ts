import type { ColorPairs } from '../color-pairs.ts';
import type { Shift } from '../shift.ts';
import { shiftCodes } from './model.ts';

/** Points per side of the lattices, coarse first: each corrects what the one before left. */
const SIZES = [5, 9, 17];
/** Weight of the evidence "no residual" at each point, in pairs. */
const PRIOR = 6;
/** A residual this large (code values) counts half: it is a wrong pair. */
const OUTLIER = 0.06;

/** What must be added to shifted code values, at code values of A, 0 to 1. */
export type Correction = (r: number, g: number, b: number) => readonly number[];

/** Fit smooth residuals of a shift where pairs are evidence for them; 0 elsewhere. */
export function fitResiduals({ model }: Shift, { a, b, weights }: ColorPairs): Correction {
  const count = weights.length;
  let total = 0;
  for (const weight of weights) total += weight;
  const residuals = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const shifted = shiftCodes(model, a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255);
    for (let channel = 0; channel < 3; channel++) {
      residuals[3 * i + channel] = b[3 * i + channel]! / 255 - shifted[channel]!;
    }
  }
  const lattices: Lattice[] = [];
  for (const size of SIZES) {
    const sums = new Float64Array(4 * size * size * size);
    for (let i = 0; i < count; i++) {
      if (weights[i] === 0) continue;
      let squares = 0;
      for (let channel = 0; channel < 3; channel++) squares += residuals[3 * i + channel]! ** 2;
      const weight = ((weights[i]! / total) * count) / (1 + squares / (OUTLIER * OUTLIER)) ** 2;
      visitCorners(size, a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255, (point, part) => {
        sums[4 * point + 3]! += part * weight;
        for (let channel = 0; channel < 3; channel++) {
          sums[4 * point + channel]! += part * weight * residuals[3 * i + channel]!;
        }
      });
    }
    const lattice: Lattice = { size, values: new Float64Array(3 * size * size * size) };
    for (let point = 0; point < size * size * size; point++) {
      for (let channel = 0; channel < 3; channel++) {
        lattice.values[3 * point + channel] = sums[4 * point + channel]! / (sums[4 * point + 3]! + PRIOR);
      }
    }
    lattices.push(lattice);
    for (let i = 0; i < count; i++) {
      const found = readLattice(lattice, a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255);
      for (let channel = 0; channel < 3; channel++) residuals[3 * i + channel]! -= found[channel]!;
    }
  }
  return (r, g, b) => {
    const sum = [0, 0, 0];
    for (const lattice of lattices) {
      const found = readLattice(lattice, r, g, b);
      for (let channel = 0; channel < 3; channel++) sum[channel]! += found[channel]!;
    }
    return sum;
  };
}

interface Lattice {
  readonly size: number;
  readonly values: Float64Array;
}

function readLattice({ size, values }: Lattice, r: number, g: number, b: number): readonly number[] {
  const found = [0, 0, 0];
  visitCorners(size, r, g, b, (point, part) => {
    for (let channel = 0; channel < 3; channel++) found[channel]! += part * values[3 * point + channel]!;
  });
  return found;
}

/** Visit the eight points around a colour with their parts in a trilinear interpolation. */
function visitCorners(
  size: number,
  r: number,
  g: number,
  b: number,
  visit: (point: number, part: number) => void,
): void {
  const cell = (value: number): readonly [number, number] => {
    const position = value * (size - 1);
    const index = Math.min(size - 2, Math.floor(position));
    return [index, position - index];
  };
  const [red, x] = cell(r);
  const [green, y] = cell(g);
  const [blue, z] = cell(b);
  for (let corner = 0; corner < 8; corner++) {
    const [i, j, k] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const part = (i ? x : 1 - x) * (j ? y : 1 - y) * (k ? z : 1 - z);
    if (part > 0) visit(((blue + k) * size + green + j) * size + red + i, part);
  }
}
