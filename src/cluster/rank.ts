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

/** What is seen of a picture's colours when they are ranked by presence. */
interface Look {
  /** Indices of the colours by area: what `distances` and `appeal` are in the order of, so that the order they came in is irrelevant. */
  readonly order: readonly number[];
  /** CIELAB, shape (n, n). */
  readonly distances: Float64Array;
  /** How much each draws a viewer, > 0. */
  readonly appeal: Float64Array;
}

/** How present each colour of a picture is; `labs`, `named` and `weights` as its palette. */
export interface Presence extends Look {
  readonly labs: readonly Lab[];
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
  const { colors, shares } = palette;
  const order = rankByArea(palette);
  const n = order.length;
  const labs: Lab[] = [];
  for (let i = 0; i < n; i++) labs.push(srgb8ToLab(colors[3 * i]!, colors[3 * i + 1]!, colors[3 * i + 2]!));
  const distances = measureDistances(labs, order);
  const appeal = measureAppeal(labs, shares, order, distances);
  const named = new Float64Array(n);
  if (n <= THEME_SIZE) named.fill(1);
  else for (const rank of chooseTheme(distances, imagineThemes(distances, appeal, THEME_SIZE))) named[order[rank]!] = 1;
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) weights[i] = shares[i]! * measureVividness(labs[i]!) * measureLight(labs[i]!);
  return { order, distances, appeal, labs, named, weights };
}

/**
 * Rank the colours of a picture by how present they are: the five most surely named, in the order of their weight, then the others, each time the one a
 * viewer would name next.
 *
 * @returns indices, the most present first.
 */
export function rankByPresence({ order, distances, appeal, named, weights }: Presence): number[] {
  const byWeight = (a: number, b: number) => weights[order[b]!]! - weights[order[a]!]! || a - b;
  const theme = [...order.keys()]
    .sort((a, b) => named[order[b]!]! - named[order[a]!]! || byWeight(a, b))
    .slice(0, THEME_SIZE)
    .sort(byWeight);
  return appendByAppeal(theme, distances, appeal).map((rank) => order[rank]!);
}

/** How much each colour draws a viewer: the root of the area of it and of what looks like it, more for chroma; in the given order, as `distances` are. */
function measureAppeal(
  labs: readonly Lab[],
  shares: Float64Array,
  order: readonly number[],
  distances: Float64Array,
): Float64Array {
  const n = order.length;
  const appeal = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let area = 0;
    // The nearer in CIELAB, the more of it counts.
    for (let j = 0; j < n; j++) area += shares[order[j]!]! * Math.max(0, 1 - distances[i * n + j]! / ALIKE);
    appeal[i] = Math.sqrt(area) * measureVividness(labs[order[i]!]!);
  }
  return appeal;
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

/** CIELAB distances of colours in the given order, shape (n, n). */
function measureDistances(labs: readonly Lab[], order: readonly number[]): Float64Array {
  const n = labs.length;
  const distances = new Float64Array(n * n);
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [one, other] = [labs[order[i]!]!, labs[order[j]!]!];
      const dL = one[0] - other[0];
      const da = one[1] - other[1];
      const db = one[2] - other[2];
      const distance = Math.sqrt(dL * dL + da * da + db * db);
      distances[i * n + j] = distance;
      distances[j * n + i] = distance;
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
