import { parseHex, srgb8ToOklab } from '../color/index.ts';
import { assignRows } from './assignment.ts';
import type { Swatch } from './fingerprint.ts';

/**
 * How the rows of a poster of several colours follow one another, from the top: `rank`, as ranked; `lightness`, the lightest first; `hue`, around the hue
 * circle from red through yellow, green and blue to purple, greys last; `thread`, each colour where it was in the column before.
 */
export type Order = 'rank' | 'lightness' | 'hue' | 'thread';

/** Names of the orders. */
export const ORDER_NAMES: readonly Order[] = Object.freeze(['rank', 'lightness', 'hue', 'thread'] as const);

/** OKLab. */
type Lab = readonly [L: number, a: number, b: number];

/**
 * Arrange the swatches of each column. It needs nothing but colours, so that a fingerprint can be arranged anew without its film.
 *
 * @param columns for each column the swatches that are shown, ranked. Not modified.
 * @param rows how many a column has at most.
 * @returns for each column the same swatches, from the top.
 */
export function orderSwatches(columns: readonly (readonly Swatch[])[], order: Order, rows: number): Swatch[][] {
  if (order === 'rank' || rows === 1) return columns.map((swatches) => [...swatches]);
  switch (order) {
    case 'lightness':
      return columns.map((swatches) => sortBy(swatches, ([L]) => -L));
    case 'hue':
      return columns.map((swatches) => sortBy(swatches, placeOnCircle));
    case 'thread':
      return followThreads(columns, rows);
  }
}

function labsOf(swatches: readonly Swatch[]): Lab[] {
  const oklab = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  return swatches.map((_, i) => [oklab[3 * i]!, oklab[3 * i + 1]!, oklab[3 * i + 2]!]);
}

function sortBy(swatches: readonly Swatch[], keyOf: (lab: Lab) => number): Swatch[] {
  const keys = labsOf(swatches).map(keyOf);
  const order = [...swatches.keys()].sort(
    (i, j) => keys[i]! - keys[j]! || (swatches[i]!.color < swatches[j]!.color ? -1 : 1),
  );
  return order.map((i) => swatches[i]!);
}

/** OKLab chroma below which a colour has no hue that anybody would name. */
const GREY = 0.02;
/** Where the circle is cut: 340 degrees, between purple and red, which are the ends of the rainbow. Its cosine and sine. */
const CUT_COS = 0.9396926207859084;
const CUT_SIN = -0.3420201433256687;

/** From 0 up to 4 around the hue circle; greys from 5 on, the lightest first. Not an angle, but growing with it, by + - * / alone. */
function placeOnCircle([L, a, b]: Lab): number {
  if (a * a + b * b < GREY * GREY) return 6 - L;
  const x = a * CUT_COS + b * CUT_SIN;
  const y = b * CUT_COS - a * CUT_SIN;
  const part = y / (Math.abs(x) + Math.abs(y));
  return x < 0 ? 2 - part : y >= 0 ? part : 4 + part;
}

/**
 * Distance in OKLab beyond which a swatch is another colour, not the same one a moment later. About CIEDE2000 15: half as much again as what `auto` merges, since
 * light changes while a thing stays the same.
 */
const NEW_COLOR = 0.15;
/** How much further distances count beyond that: enough to put a new colour where the likest one was, too little to push others from their places. */
const BEYOND = 0.05;

/** How much it counts that light is above and dark below: it decides where nothing else does, as after a cut. */
const PLACE = 0.01;

/** What a column counts beside the next one in what a row remembers: half after six or seven. With 0.8 or 0.95 rows change places more often. */
const KEPT = 0.9;
/** How many columns a row remembers: those further back would count less than 0.02. */
const REMEMBERED = 40;
/** What the last column counts beside all that is remembered, so that a drift is followed and a cut is soon forgotten. */
const LAST = 0.5;

/**
 * Keep each colour in its row from column to column. A row remembers what colours it had, those further back less, so that it is not lost to what takes its place for a
 * moment; a column's swatches are given to the rows so that they differ least from what these remember (one to one), and what differs too much counts as new
 * and takes what is left.
 */
function followThreads(columns: readonly (readonly Swatch[])[], rows: number): Swatch[][] {
  const memories = Array.from({ length: rows }, (): Lab[] => []);
  return columns.map((swatches) => {
    if (swatches.length === 0) return [];
    const labs = labsOf(swatches);
    const costs = labs.map((lab) =>
      memories.map((memory, row) => recallCost(lab, memory) + PLACE * (lab[0] - (1 - (row + 0.5) / rows)) ** 2),
    );
    const shown = new Array<Swatch | undefined>(rows).fill(undefined);
    for (const [i, row] of assignRows(costs).entries()) {
      shown[row] = swatches[i]!;
      memories[row]!.unshift(labs[i]!);
      memories[row]!.length = Math.min(memories[row]!.length, REMEMBERED);
    }
    return shown.filter((swatch) => swatch !== undefined);
  });
}

/** The mean of what a colour differs from those that a row remembers, the last one first. */
function recallCost(lab: Lab, memory: readonly Lab[]): number {
  if (memory.length === 0) return NEW_COLOR * NEW_COLOR;
  const last = changeCost(lab, memory[0]!);
  let sum = 0;
  let weights = 0;
  let weight = 1;
  for (const other of memory) {
    sum += weight * changeCost(lab, other);
    weights += weight;
    weight *= KEPT;
  }
  return (sum / weights + LAST * last) / (1 + LAST);
}

function changeCost(one: Lab, other: Lab): number {
  const limit = NEW_COLOR * NEW_COLOR;
  const [L, a, b] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
  const squared = L * L + a * a + b * b;
  return squared <= limit ? squared : limit + BEYOND * (squared - limit);
}
