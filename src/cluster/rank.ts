import { type Lab, srgb8ToLab } from '../color/index.ts';
import { chooseTheme } from './choose-theme.ts';
import { imagineThemes } from './imagine-themes.ts';
import type { Palette } from './palette.ts';

// Where near-black begins and ends, and what black keeps of its weight: by eye, on 120 frames of five films.
const BLACK_L = 5;
const DARK_L = 30;
const LEAST_OF_BLACK = 0.15;
// White keeps more: snow and mist are what a picture is of, darkness seldom is.
const BRIGHT_L = 90;
const LEAST_OF_WHITE = 0.5;

/** What ranking goes by: colours and how much of the picture each holds. */
export type RankedColors = Pick<Palette, 'colors' | 'shares'>;

/** How many colours people name who are asked for a picture's theme, in the data the ranking was held against. */
const THEME_SIZE = 5;
/** CIELAB chroma that makes a colour twice as appealing as grey. */
const APPEALING_CHROMA = 30;
/** CIELAB distance from which on a colour does not add to the area of another. */
const ALIKE = 20;

/**
 * Rank the colours of a picture by how much of it each holds.
 *
 * @returns indices, heaviest first; of equally heavy ones the lowest code first.
 */
export function rankByArea({ colors, shares }: RankedColors): number[] {
  const codeOf = (i: number) => (colors[3 * i]! << 16) | (colors[3 * i + 1]! << 8) | colors[3 * i + 2]!;
  return Array.from(shares.keys()).sort((i, j) => shares[j]! - shares[i]! || codeOf(i) - codeOf(j));
}

/** How present each colour of a picture is; as long as its palette. */
export interface Presence {
  /** Whether a viewer who names five colours names it: 1 or 0, or between where pictures were averaged. */
  readonly named: Float64Array;
  /** What those named stand in the order of: share, more for chroma, less for near-black and near-white. */
  readonly weights: Float64Array;
}

/**
 * Measure how present the colours of a picture are: what a viewer would say its colours are.
 *
 * Named are the five that come nearest to what imagined viewers name, who are drawn to area, chroma and colours unlike those they have named. The order
 * that colours come in is irrelevant.
 */
export function measurePresence(palette: RankedColors): Presence {
  const { shares } = palette;
  const order = rankByArea(palette);
  const { labs, distances, appeal } = measureAppeal(palette, order);
  const n = order.length;
  const theme =
    n <= THEME_SIZE ? [...order.keys()] : chooseTheme(distances, imagineThemes(distances, appeal, THEME_SIZE));
  const named = new Float64Array(n);
  for (const rank of theme) named[order[rank]!] = 1;
  const weights = new Float64Array(n);
  for (const [rank, i] of order.entries()) {
    weights[i] = shares[i]! * measureVividness(labs[rank]!) * measureLight(labs[rank]!);
  }
  return { named, weights };
}

/**
 * Rank the colours of a picture by how present they are: the five most surely named, in the order of their weight, then the others, each time the one a
 * viewer would name next.
 *
 * @param presence the picture's own when absent.
 * @returns indices, the most present first.
 */
export function rankByPresence(palette: RankedColors, presence: Presence = measurePresence(palette)): number[] {
  const { named, weights } = presence;
  const order = rankByArea(palette);
  const { distances, appeal } = measureAppeal(palette, order);
  const byWeight = (a: number, b: number) => weights[order[b]!]! - weights[order[a]!]! || a - b;
  const theme = [...order.keys()]
    .sort((a, b) => named[order[b]!]! - named[order[a]!]! || byWeight(a, b))
    .slice(0, THEME_SIZE)
    .sort(byWeight);
  return appendByAppeal(theme, distances, appeal).map((rank) => order[rank]!);
}

/** CIELAB, distances and appeal of colours, in the given order. */
function measureAppeal(
  { colors, shares }: RankedColors,
  order: readonly number[],
): { labs: readonly Lab[]; distances: Float64Array; appeal: Float64Array } {
  const labs = order.map((i) => srgb8ToLab(colors[3 * i]!, colors[3 * i + 1]!, colors[3 * i + 2]!));
  const distances = measureDistances(labs);
  const ordered = new Float64Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ordered[rank] = shares[order[rank]!]!;
  const areas = measureAreas(distances, ordered);
  return { labs, distances, appeal: areas.map((area, rank) => Math.sqrt(area) * measureVividness(labs[rank]!)) };
}

/** How much more a colour draws the eye than a grey does. */
function measureVividness([, a, b]: Lab): number {
  return 1 + Math.sqrt(a * a + b * b) / APPEALING_CHROMA;
}

/** Near-black and near-white weigh less than their size, so that night is not black and a page not white while there is something else to name. */
function measureLight([L]: Lab): number {
  const fromBlack = Math.max(LEAST_OF_BLACK, (L - BLACK_L) / (DARK_L - BLACK_L));
  const fromWhite = 1 - ((1 - LEAST_OF_WHITE) * (L - BRIGHT_L)) / (100 - BRIGHT_L);
  return Math.min(1, fromBlack, fromWhite);
}

/** The area of each colour and of what looks like it: the nearer in CIELAB, the more of it counts. */
function measureAreas(distances: Float64Array, shares: Float64Array): Float64Array {
  const n = shares.length;
  const areas = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += shares[j]! * Math.max(0, 1 - distances[i * n + j]! / ALIKE);
    areas[i] = sum;
  }
  return areas;
}

/** CIELAB distances, shape (n, n). */
function measureDistances(labs: readonly Lab[]): Float64Array {
  const n = labs.length;
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const dL = labs[i]![0] - labs[j]![0];
      const da = labs[i]![1] - labs[j]![1];
      const db = labs[i]![2] - labs[j]![2];
      distances[i * n + j] = Math.sqrt(dL * dL + da * da + db * db);
    }
  }
  return distances;
}

/** Append what is missing, each time the one that a viewer would most likely name next. */
function appendByAppeal(ranked: readonly number[], distances: Float64Array, appeal: Float64Array): number[] {
  const n = appeal.length;
  const result = [...ranked];
  while (result.length < n) {
    let next = -1;
    let most = -1;
    for (let i = 0; i < n; i++) {
      if (result.includes(i)) continue;
      const distance = Math.min(...result.map((j) => distances[j * n + i]!));
      const chance = appeal[i]! * distance * distance * distance * distance;
      if (chance <= most) continue;
      most = chance;
      next = i;
    }
    result.push(next);
  }
  return result;
}
