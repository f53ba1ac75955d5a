import { srgb8ToOklab } from '../../color/index.ts';
import type { Column } from '../fingerprint.ts';
import { filmPalette } from '../palette/film-palette.ts';
import { rankSwatches, toColors } from '../rank/rank-swatches.ts';

/** Minimum number of columns with a picture in each third of a film for statements about thirds. */
const MIN_COLUMNS = 3;

/** In the order of time. */
export const THIRDS = ['first', 'middle', 'last'] as const;

/** Which third of a film. */
export type Third = (typeof THIRDS)[number];

/** A mean over each third of a film; null if a third has too few measured columns. */
export type ThirdMeans = readonly [number, number, number] | null;

/**
 * Average a measure over each third of a film.
 *
 * @param measure returns null or undefined if a column has no value.
 */
export function averageThirds(
  columns: readonly Column[],
  measure: (column: Column) => number | null | undefined,
): ThirdMeans {
  const sums = [0, 0, 0];
  const counts = [0, 0, 0];
  const [start, end] = [columns[0]!.time, columns.at(-1)!.time];
  for (const column of columns) {
    const value = measure(column);
    if (value === null || value === undefined) continue;
    // By time: the columns of a draft are not evenly spaced.
    const third = end > start ? Math.min(2, Math.floor((3 * (column.time - start)) / (end - start))) : 0;
    sums[third]! += value;
    counts[third]!++;
  }
  if (Math.min(...counts) < MIN_COLUMNS) return null;
  return [sums[0]! / counts[0]!, sums[1]! / counts[1]!, sums[2]! / counts[2]!];
}

/** Find the third that stands out above both others by `least` or more. */
export function highestThird(means: ThirdMeans, least: number): { readonly third: Third; readonly by: number } | null {
  if (means === null) return null;
  const [second, most] = means.toSorted((one, other) => one - other).slice(1) as [number, number];
  return most - second >= least ? { third: THIRDS[means.indexOf(most)]!, by: most - second } : null;
}

/** Find the third that stands out below both others by `least` or more. */
export function lowestThird(means: ThirdMeans, least: number): { readonly third: Third; readonly by: number } | null {
  return highestThird(means && [-means[0], -means[1], -means[2]], least);
}

/**
 * Half a step of the Munsell value scale, about 0.1 of OKLab lightness: above it a viewer would
 * agree with "darker".
 */
const LIGHTER = 0.05;

/**
 * Describe where a film is darkest or lightest ("darkest in its middle third"), or its trend; null
 * if its thirds are similar.
 */
export function describeLight(columns: readonly Column[]): string | null {
  const means = averageThirds(columns, columnLightness);
  if (means === null) return null;
  const steps = [means[1] - means[0], means[2] - means[1]];
  if (steps.every((step) => step >= LIGHTER)) return 'lighter from third to third';
  if (steps.every((step) => step <= -LIGHTER)) return 'darker from third to third';
  const lightest = highestThird(means, LIGHTER);
  const darkest = lowestThird(means, LIGHTER);
  if (darkest !== null && (lightest === null || darkest.by >= lightest.by))
    return `darkest in its ${darkest.third} third`;
  return lightest && `lightest in its ${lightest.third} third`;
}

/**
 * Mean OKLab lightness of a column, 0 to 1: as measured, or from its swatches in older files; null
 * if there is none.
 */
export function columnLightness({ measures, swatches }: Column): number | null {
  if (measures !== undefined) return measures.lightness;
  return swatches.length === 0 ? null : meanColor(swatches)[0]!;
}

/**
 * Share of the film that is compared on each side of a change: a twelfth, ten minutes of a feature.
 */
const SIDE = 12;
/**
 * Minimum OKLab distance of the means for a change: from a dark to a medium grey, or from grey to a
 * clear colour.
 */
const CHANGED = 0.15;

/**
 * The largest change of a film: the column where it happens, and the colours a viewer would name
 * before and after it.
 */
export interface Change {
  readonly column: Column;
  /** `#rrggbb`. */
  readonly from: string;
  readonly to: string;
}

/**
 * Find where a film's colours change most, comparing a twelfth of it before and after; null if they
 * do not change, or the film is too short.
 */
export function findChange(columns: readonly Column[]): Change | null {
  const shown = columns.filter(({ swatches }) => swatches.length > 0);
  const side = Math.round(shown.length / SIDE);
  if (side < MIN_COLUMNS) return null;
  const sums = sumColors(shown);
  let most = CHANGED * CHANGED;
  let at = -1;
  for (let i = side; i <= shown.length - side; i++) {
    let squared = 0;
    for (let axis = 0; axis < 3; axis++) {
      const [start, middle, end] = [sums[3 * (i - side) + axis]!, sums[3 * i + axis]!, sums[3 * (i + side) + axis]!];
      const apart = end - middle - (middle - start);
      squared += (apart / side) * (apart / side);
    }
    if (squared < most) continue;
    most = squared;
    at = i;
  }
  if (at < 0) return null;
  return {
    column: shown[at]!,
    from: mostPresent(shown.slice(at - side, at)),
    to: mostPresent(shown.slice(at, at + side)),
  };
}

/** Size of the palette whose most prominent colour represents one side of a change. */
const STRETCH_COLORS = 5;

function mostPresent(columns: readonly Column[]): string {
  return rankSwatches(filmPalette({ columns }, STRETCH_COLORS), 'presence')[0]!.color;
}

/**
 * Cumulative sums of the mean OKLab of columns, shape (n + 1, 3): row i is the sum over the columns
 * before i.
 */
function sumColors(columns: readonly Column[]): Float64Array {
  const sums = new Float64Array(3 * (columns.length + 1));
  for (const [i, { swatches }] of columns.entries()) {
    for (const [axis, mean] of meanColor(swatches).entries()) sums[3 * (i + 1) + axis] = sums[3 * i + axis]! + mean;
  }
  return sums;
}

/** Mean OKLab of swatches, by share. */
function meanColor(swatches: Column['swatches']): readonly [number, number, number] {
  const { colors, shares } = toColors(swatches);
  const oklab = srgb8ToOklab(colors);
  const sums: [number, number, number] = [0, 0, 0];
  let total = 0;
  for (const [i, share] of shares.entries()) {
    total += share;
    for (let axis = 0; axis < 3; axis++) sums[axis]! += share * oklab[3 * i + axis]!;
  }
  return [sums[0] / total, sums[1] / total, sums[2] / total];
}
