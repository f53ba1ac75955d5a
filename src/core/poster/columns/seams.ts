import { toOklab } from './columns.ts';
import { memoizeLatest } from './memoize-latest.ts';
import type { ShownColumn } from './shown-column.ts';

/** Standard deviation along time, a share of all columns: what a poster's eye runs together. */
const DEVIATION = 1 / 400;
/** How far a Gaussian is followed, in standard deviations. */
const REACH = 3;
/**
 * Columns whose mean lightness differs by this much (standard deviation, OKLab L) are of different
 * shots: seams do not run across a cut.
 */
const SHOT = 0.04;
/** What has less than this of a column is not seen. */
const LEAST = 1e-4;

/** The lightnesses of a column's cells, from the top, and how much of it they have. */
interface Profile {
  readonly lights: readonly number[];
  readonly shares: readonly number[];
  /** Below each cell, halfway to the lightness of the next one. */
  readonly seams: readonly number[];
  readonly mean: number;
}

/**
 * Let the seams between colours flow along time: each lies where the columns around it, of the same
 * shot, have on average what is lighter. Colours stay as they are.
 *
 * @param columns their cells ordered by lightness, the lightest first.
 * @returns the same cells with other shares, those without any left out. O(n^2 / 50) for n columns.
 */
export const smoothSeams: (columns: readonly ShownColumn[]) => readonly ShownColumn[] = memoizeLatest(smooth);

function smooth(columns: readonly ShownColumn[]): ShownColumn[] {
  const profiles = profilesOf(columns);
  const deviation = Math.max(1, columns.length * DEVIATION);
  const reach = Math.ceil(REACH * deviation);
  return columns.map((column, i) => {
    const own = profiles[i]!;
    if (own.lights.length < 2) return column;
    const bottoms = own.lights.map(() => 0);
    let all = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(columns.length - 1, i + reach); j++) {
      const other = profiles[j]!;
      if (other.lights.length === 0) continue;
      const [apart, unlike] = [(j - i) / deviation, (other.mean - own.mean) / SHOT];
      const weight = Math.exp(-(apart * apart + unlike * unlike) / 2);
      all += weight;
      // Both go from light to dark, so that one walk down the other column finds what of it lies
      // above each seam.
      let above = 0;
      for (let k = 0, row = 0; k < bottoms.length; k++) {
        const seam = own.seams[k]!;
        while (row < other.lights.length && other.lights[row]! > seam) above += other.shares[row++]!;
        bottoms[k]! += weight * above;
      }
    }
    const cells = column.cells.flatMap(({ color }, k) => {
      const share = (bottoms[k]! - (k === 0 ? 0 : bottoms[k - 1]!)) / all;
      return share < LEAST ? [] : [{ color, share }];
    });
    return { ...column, cells };
  });
}

function profilesOf(columns: readonly ShownColumn[]): Profile[] {
  const oklab = toOklab(columns);
  let at = 0;
  return columns.map(({ cells }) => {
    const lights = cells.map((_, k) => oklab[at + 3 * k]!);
    at += 3 * cells.length;
    const seams = lights.map((light, k) => (k === lights.length - 1 ? -Infinity : (light + lights[k + 1]!) / 2));
    const all = cells.reduce((sum, { share }) => sum + share, 0);
    const shares = cells.map(({ share }) => share / all);
    return { lights, shares, seams, mean: lights.reduce((sum, light, k) => sum + light * shares[k]!, 0) };
  });
}
