import { toOklab } from './columns.ts';
import { memoizeRecent } from './memoize-recent.ts';
import type { ShownColumn } from './shown-column.ts';

/**
 * Standard deviation along time, as a share of all columns: columns this close look like one area.
 */
const DEVIATION = 1 / 400;
/** Where the Gaussian is cut off, in standard deviations. */
const REACH = 3;
/**
 * Columns whose mean lightness differs by this much belong to different shots. Standard deviation,
 * OKLab L. Seams are not smoothed across a cut.
 */
const SHOT = 0.04;
/** A smaller share of a column is not visible. */
const LEAST = 1e-4;

/** Lightness of a column's cells, from the top, and their shares. */
interface Profile {
  readonly lights: readonly number[];
  readonly shares: readonly number[];
  /** The boundary below each cell: halfway to the lightness of the next cell. */
  readonly seams: readonly number[];
  readonly mean: number;
}

/**
 * Smooth the seams between colours along time. Each seam moves to the average share of lighter
 * colours in the surrounding columns of the same shot. Colours do not change.
 *
 * @param columns cells ordered by lightness, the lightest first.
 * @returns the same cells with other shares, without cells whose share is 0. O(n^2 / 50) for n
 *   columns.
 */
export const smoothSeams: (columns: readonly ShownColumn[]) => readonly ShownColumn[] = memoizeRecent(smooth);

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
      // Both columns go from light to dark, so one pass over the other column finds its share above
      // each seam.
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
