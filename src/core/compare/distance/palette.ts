import { type Lab, parseHex, srgb8ToLab } from '../../color/index.ts';
import {
  type Fingerprint,
  filmPalette,
  MAX_FILM_COLORS,
  type PaletteSwatch,
  roundTo,
} from '../../fingerprint/index.ts';

/**
 * The difference that counts as half as much, CIELAB: people choose a colour again or leave it
 * out, and how far away the nearest other colour is then says little.
 */
const HALF = 80;
/** Decimals of distances: far below what is visible. */
const DECIMALS = 4;

/** The colours of a film as they are compared. */
export interface ComparedPalette {
  readonly colors: readonly Lab[];
  /** Of each colour, > 0, summing to 1: the root of its share, as small areas attract the eye. */
  readonly weights: readonly number[];
  /** Mean difference of two of its colours, weighted. */
  readonly spread: number;
}

/**
 * Measure how far apart two films are in the colours that they have, and in how much of each.
 *
 * The unit is that of CIELAB differences (CIE 1976), of which large ones count less: a difference d
 * counts as d / (1 + d / 80). Two terms are added. One is the mean difference from a colour to the
 * nearest colour of the other film, both ways: which colours. The other is the energy distance, by
 * which a colour of one film differs more from those of the other film than from those of its own:
 * how much of each. A colour counts by the root of its share.
 *
 * Editions with one grade are at 0 to 6. Different films are at 9 in the median; 1 % of their pairs
 * are nearer than 5, 1 % farther than 19. A black-and-white or regraded edition can be as far from
 * the original as another film is: compare their course.
 *
 * @returns from 0 up, rounded to 1e-4; 0 for equal palettes, and the same when films are exchanged.
 * @throws {RangeError} when a film has no colours: none of its columns has swatches.
 * @see Szekely & Rizzo 2013, "Energy statistics: A class of statistics based on distances", J.
 *   Stat. Plan. Inference 143, 1249-1272.
 */
export function measurePaletteDistance(
  a: Pick<Fingerprint, 'palette' | 'columns'>,
  b: Pick<Fingerprint, 'palette' | 'columns'>,
): number {
  return comparePalettes(readPalette(a), readPalette(b));
}

/**
 * Prepare the palette of a film, 16 colours at most, to be compared with many others.
 *
 * @throws {RangeError} when the film has no colours.
 */
export function readPalette(fingerprint: Pick<Fingerprint, 'palette' | 'columns'>): ComparedPalette {
  return preparePalette(filmPalette(fingerprint, MAX_FILM_COLORS));
}

/**
 * Prepare colours to be compared.
 *
 * @param swatches at least one. Shares need not sum to 1.
 * @throws {RangeError} when there is none, or a share is not above 0.
 */
export function preparePalette(swatches: readonly PaletteSwatch[]): ComparedPalette {
  if (swatches.length === 0) throw new RangeError('`swatches`: expected at least one colour, got none');
  const wrong = swatches.find(({ share }) => !(share > 0 && Number.isFinite(share)));
  if (wrong !== undefined) throw new RangeError(`\`share\`: expected a number above 0, got ${wrong.share}`);
  const colors = swatches.map(({ color }) => srgb8ToLab(...parseHex(color)));
  const roots = swatches.map(({ share }) => Math.sqrt(share));
  const total = roots.reduce((sum, root) => sum + root, 0);
  const weights = roots.map((root) => root / total);
  return { colors, weights, spread: averageDifference({ colors, weights }, { colors, weights }) };
}

/** Measure the distance of two palettes, as {@link measurePaletteDistance} does. */
export function comparePalettes(a: ComparedPalette, b: ComparedPalette): number {
  const which = (averageNearest(a, b) + averageNearest(b, a)) / 2;
  const howMuch = averageDifference(a, b) - (a.spread + b.spread) / 2;
  return roundTo(Math.max(0, which + howMuch), DECIMALS);
}

type WeightedColors = Pick<ComparedPalette, 'colors' | 'weights'>;

/** Mean difference from a colour of one palette to the nearest one of another. */
function averageNearest(from: WeightedColors, to: WeightedColors): number {
  let sum = 0;
  for (const [i, color] of from.colors.entries()) {
    let least = Number.POSITIVE_INFINITY;
    for (const other of to.colors) least = Math.min(least, measureDifference(color, other));
    sum += from.weights[i]! * least;
  }
  return sum;
}

/** Mean difference of any colour of one palette to any of another. */
function averageDifference(one: WeightedColors, other: WeightedColors): number {
  let sum = 0;
  for (const [i, color] of one.colors.entries()) {
    let row = 0;
    for (const [j, second] of other.colors.entries()) row += other.weights[j]! * measureDifference(color, second);
    sum += one.weights[i]! * row;
  }
  return sum;
}

function measureDifference(one: Lab, other: Lab): number {
  const [l, a, b] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
  const difference = Math.sqrt(l * l + a * a + b * b);
  return difference / (1 + difference / HALF);
}
