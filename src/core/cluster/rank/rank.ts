import { type Lab, srgb8ToLab } from '../../color/index.ts';
import type { Palette } from '../palette.ts';
import { chooseViewerPalette } from './choose-viewer-palette.ts';
import { sampleViewerPalettes } from './sample-viewer-palettes.ts';

/**
 * Below this CIELAB L the order of the five goes by L as well: the colour named first is a lit one more often than a darker one of the same area. Fitted to the
 * labelled frames that are tuned on, leave-one-film-out: from 45 to 60 no film of four is worse than before.
 */
const DARK_L = 60;
/** What is left of black, so that it is named first only where it is nearly all of the picture. With 0.15 frames whose viewers name black first have another first colour. */
const MIN_OF_BLACK = 0.17;
// White keeps more: snow and mist are what a picture is of, darkness seldom is.
const BRIGHT_L = 90;
const MIN_OF_WHITE = 0.5;

/** What colours are ranked by. Without `contiguity` all count as contiguous. */
export type RankedColors = Pick<Palette, 'colors' | 'shares' | 'contiguity'>;

/** How many colours people name who are asked for a picture's theme, in the data the ranking was held against. */
const THEME_SIZE = 5;
/**
 * Of a frame's colours, up to {@link MAX_FOUND}, viewers choose from those of most appeal. All themes of 12 colours are computed exactly and in a fifth of the
 * time that 16 take; the choice of five is the same in all labelled frames.
 */
const MAX_CANDIDATES = 12;
/** Colours that are found in a frame where no number is stated. Of more, all are candidates: equally large ones would be left out by chroma alone. */
const MAX_FOUND = 16;
/** CIELAB chroma that makes a colour four times as appealing as grey. */
const APPEALING_CHROMA = 75;
/** CIELAB chroma that doubles the weight of a colour in the order of the five. */
const LEADING_CHROMA = 50;
/**
 * Area that a colour of CIELAB chroma {@link ACCENT_CHROMA} has at least when a viewer is drawn to it, in shares of the picture; by the square of its chroma. A neon sign of
 * 0.5 % is then as much as a grey of 2 %.
 */
const ACCENT_SHARE = 0.005;
const ACCENT_CHROMA = 50;
/**
 * Colours whose pixels lie together are things; those whose pixels are strewn are texture, noise and seams, which no viewer names. Appeal counts contiguity to the
 * fourth power, the order of the five counts it once. Chosen on labelled frames, leave-one-film-out (docs/color.md).
 */
const MIN_CONTIGUITY = 0.2;

/** CIELAB distance from which on a colour does not add to the area of another. */
const ALIKE = 20;
/** The same in the order of the five: there area is less that of one swatch, so that a colour that is one swatch here and two there keeps its place. */
const LEADING_ALIKE = 25;
/** CIELAB distance that counts half: the further two colours are apart, the less a still greater distance adds. */
const UNLIKE = 150;

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
  /** By CIELAB, long ones shortened, shape (n, n). */
  readonly distances: Float64Array;
  /** How much each draws a viewer, > 0. */
  readonly appeal: Float64Array;
}

/** How present each colour of a picture is; `labs`, `named` and `weights` as its palette. */
export interface Presence extends Look {
  readonly labs: readonly Lab[];
  /** Whether a viewer who names five colours names it: 1 or 0, or between where pictures were averaged. */
  readonly named: Float64Array;
  /** What those named stand in the order of: share, in part that of what looks alike too, more for chroma, less for dark colours and near-white. */
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
  const labDistances = measureDistances(labs, order);
  const areas = measureAreas(shares, order, labDistances, ALIKE);
  const contiguity = order.map((i) => Math.max(MIN_CONTIGUITY, palette.contiguity?.[i] ?? 1));
  const appeal = measureAppeal(labs, shares, order, areas, contiguity);
  const distances = labDistances.map((distance) => distance / (1 + distance / UNLIKE));
  const named = new Float64Array(n);
  if (n <= THEME_SIZE) named.fill(1);
  else {
    const candidates = chooseCandidates(appeal);
    const between = pickDistances(distances, candidates, n);
    const themes = sampleViewerPalettes(
      between,
      Float64Array.from(candidates, (rank) => appeal[rank]!),
      THEME_SIZE,
    );
    for (const chosen of chooseViewerPalette(between, themes)) named[order[candidates[chosen]!]!] = 1;
  }
  const leadingAreas = measureAreas(shares, order, labDistances, LEADING_ALIKE);
  const weights = new Float64Array(n);
  for (let rank = 0; rank < n; rank++) {
    const i = order[rank]!;
    const vividness = 1 + measureChroma(labs[i]!) / LEADING_CHROMA;
    weights[i] = leadingAreas[rank]! * vividness * contiguity[rank]! * measureLight(labs[i]!);
  }
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

/** The ranks of the colours that viewers choose from, rising. */
function chooseCandidates(appeal: Float64Array): number[] {
  const ranks = [...appeal.keys()];
  if (ranks.length > MAX_FOUND) return ranks;
  return ranks
    .sort((a, b) => appeal[b]! - appeal[a]! || a - b)
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => a - b);
}

/** The distances between some of the colours, shape (chosen, chosen). */
function pickDistances(distances: Float64Array, chosen: readonly number[], n: number): Float64Array {
  return Float64Array.from(chosen.flatMap((i) => chosen.map((j) => distances[i * n + j]!)));
}

/** The area of each colour and of what looks like it, the nearer in CIELAB the more of it; in the given order, as `distances` are. */
function measureAreas(
  shares: Float64Array,
  order: readonly number[],
  distances: Float64Array,
  alike: number,
): Float64Array {
  const n = order.length;
  const areas = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) areas[i]! += shares[order[j]!]! * Math.max(0, 1 - distances[i * n + j]! / alike);
  }
  return areas;
}

/**
 * How much each colour draws a viewer: by area, more than it has where it is vivid, by the area of all that looks like it, by chroma and by contiguity; in the
 * given order.
 */
function measureAppeal(
  labs: readonly Lab[],
  shares: Float64Array,
  order: readonly number[],
  areas: Float64Array,
  contiguity: readonly number[],
): Float64Array {
  const accentShare = ACCENT_SHARE * shares.reduce((sum, share) => sum + share, 0);
  return areas.map((area, i) => {
    const chroma = measureChroma(labs[order[i]!]!);
    const accent = chroma / ACCENT_CHROMA;
    const vividness = 1 + chroma / APPEALING_CHROMA;
    const together = contiguity[i]! * contiguity[i]!;
    return area * (shares[order[i]!]! + accentShare * accent * accent) * vividness * vividness * together * together;
  });
}

function measureChroma([, a, b]: Lab): number {
  return Math.sqrt(a * a + b * b);
}

/** Dark colours and near-white weigh less than their size, so that night is not black and a page not white while there is something else to name. */
function measureLight([L]: Lab): number {
  const fromBlack = Math.max(MIN_OF_BLACK, L / DARK_L);
  const fromWhite = 1 - ((1 - MIN_OF_WHITE) * (L - BRIGHT_L)) / (100 - BRIGHT_L);
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
