import { type Lab, srgb8ToLab } from '../../color/index.ts';
import type { Palette } from '../palette.ts';
import { chooseViewerPalette } from './choose-viewer-palette.ts';
import { sampleViewerPalettes } from './sample-viewer-palettes.ts';

/**
 * Below this CIELAB L, the order of the five also depends on L: viewers name a lit colour first
 * more often than a darker one of the same area. Fitted to the labelled frames used for tuning,
 * leave-one-film-out: from 45 to 60, no film of four is worse than before.
 */
const DARK_L = 60;
/**
 * Minimum weight of a dark colour, so that black comes first only where it is nearly all of the
 * picture. With 0.15, frames whose viewers name black first have another first colour.
 */
const MIN_OF_BLACK = 0.17;
// White keeps more weight: snow and mist are often the subject of a picture, darkness seldom is.
const BRIGHT_L = 90;
const MIN_OF_WHITE = 0.5;

/** The colours to rank. Without `contiguity`, all count as contiguous. */
export type RankedColors = Pick<Palette, 'colors' | 'shares' | 'contiguity'>;

/**
 * Number of colours in the theme of a picture, as people named them in the data that the ranking
 * was compared with.
 */
const THEME_SIZE = 5;
/**
 * Viewers choose from the colours of a frame, up to {@link MAX_FOUND}, with the most appeal. All
 * themes of 12 colours are computed exactly, in a fifth of the time that 16 take. The choice of
 * five is the same in all labelled frames.
 */
const MAX_CANDIDATES = 12;
/**
 * Maximum number of colours found in a frame when no number is set. When there are more, all are
 * candidates: otherwise chroma alone would decide between equally large ones.
 */
const MAX_FOUND = 16;
/** CIELAB chroma that makes a colour four times as appealing as grey. */
const APPEALING_CHROMA = 75;
/** CIELAB chroma that doubles the weight of a colour in the order of the five. */
const LEADING_CHROMA = 50;
/**
 * Area that appeal adds to a colour of CIELAB chroma {@link ACCENT_CHROMA}, as a share of the
 * picture. It grows with the square of chroma. A neon sign of 0.5 % then equals a grey of 2 %.
 */
const ACCENT_SHARE = 0.005;
const ACCENT_CHROMA = 50;
/**
 * Colours with contiguous pixels are objects. Scattered pixels are texture, noise and seams, which
 * no viewer names. Appeal uses the fourth power of contiguity, the order of the five uses
 * contiguity itself. Chosen on labelled frames, leave-one-film-out (docs/color.md).
 */
const MIN_CONTIGUITY = 0.2;

/** From this CIELAB distance on, a colour does not add to the area of another. */
const ALIKE = 20;
/**
 * The same in the order of the five. There the area depends less on a single swatch, so that a
 * colour keeps its place whether it is one swatch or two.
 */
const LEADING_ALIKE = 25;
/**
 * CIELAB distance that counts half: the further two colours are apart, the less a greater distance
 * adds.
 */
const UNLIKE = 150;

/**
 * Rank the colours of a picture by the share of it that each holds.
 *
 * @returns indices, heaviest first; of equally heavy ones the lowest code first.
 */
export function rankByArea({ colors, shares }: RankedColors): number[] {
  const codeOf = (i: number) => (colors[3 * i]! << 16) | (colors[3 * i + 1]! << 8) | colors[3 * i + 2]!;
  return Array.from(shares.keys()).sort((i, j) => shares[j]! - shares[i]! || codeOf(i) - codeOf(j));
}

/** Measures of a picture's colours for the ranking by presence. */
interface Look {
  /**
   * Indices of the colours by area, which is the order of `distances` and `appeal`. So the order of
   * the input is irrelevant.
   */
  readonly order: readonly number[];
  /** CIELAB distances, long ones shortened, shape (n, n). */
  readonly distances: Float64Array;
  /** How strongly each colour attracts a viewer, > 0. */
  readonly appeal: Float64Array;
}

/**
 * How present each colour of a picture is; `labs`, `named` and `weights` are in the order of its
 * palette.
 */
export interface Presence extends Look {
  readonly labs: readonly Lab[];
  /**
   * Whether a viewer who names five colours names it: 1 or 0, or between where pictures were
   * averaged.
   */
  readonly named: Float64Array;
  /**
   * The weight that orders the named colours: the share, with a part of the share of similar
   * colours. Chroma raises it; dark colours and near-white have less.
   */
  readonly weights: Float64Array;
}

/**
 * Measure how present the colours of a picture are: the colours that a viewer would name.
 *
 * The named colours are the five nearest to those that simulated viewers name. These viewers prefer
 * area, chroma and colours unlike those they have named. The order of the input is irrelevant.
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
  const leadingAreas = measureAreas(shares, order, labDistances, LEADING_ALIKE);
  const distances = shortenDistances(labDistances);
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
  const weights = new Float64Array(n);
  for (let rank = 0; rank < n; rank++) {
    const i = order[rank]!;
    const vividness = 1 + measureChroma(labs[i]!) / LEADING_CHROMA;
    weights[i] = leadingAreas[rank]! * vividness * contiguity[rank]! * measureLight(labs[i]!);
  }
  return { order, distances, appeal, labs, named, weights };
}

/**
 * Rank the colours of a picture by how present they are. The five most surely named come first, in
 * the order of their weight. The others follow, each time the one that a viewer would name next.
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

/** The ranks of the colours that viewers choose from, ascending. */
function chooseCandidates(appeal: Float64Array): number[] {
  const ranks = [...appeal.keys()];
  if (ranks.length <= MAX_CANDIDATES || ranks.length > MAX_FOUND) return ranks;
  return ranks
    .sort((a, b) => appeal[b]! - appeal[a]! || a - b)
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => a - b);
}

/** The distances between some of the colours, shape (chosen, chosen). */
function pickDistances(distances: Float64Array, chosen: readonly number[], n: number): Float64Array {
  if (chosen.length === n) return distances;
  const picked = new Float64Array(chosen.length * chosen.length);
  let at = 0;
  for (const i of chosen) for (const j of chosen) picked[at++] = distances[i * n + j]!;
  return picked;
}

/**
 * The area of each colour, with a part of the area of similar colours: the nearer in CIELAB, the
 * larger the part. In the given order, as is `distances`.
 */
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
 * How strongly each colour attracts a viewer: by area (vivid colours count as larger), by the area
 * of all similar colours, by chroma and by contiguity. In the given order.
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

/**
 * Dark colours and near-white weigh less than their size. So a night scene does not rank black
 * first, nor a page white, when there are other colours to name.
 */
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

/** Shorten long distances, in place: fewer arrays are a part of the speed. */
function shortenDistances(distances: Float64Array): Float64Array {
  for (let i = 0; i < distances.length; i++) distances[i] = distances[i]! / (1 + distances[i]! / UNLIKE);
  return distances;
}

/** Append the missing colours, each time the one that a viewer would most likely name next. */
function appendByAppeal(ranked: readonly number[], distances: Float64Array, appeal: Float64Array): number[] {
  const n = appeal.length;
  const result = [...ranked];
  if (result.length === n) return result;
  // The distance of each colour from the nearest in the result; -1 for those in it.
  const nearest = appeal.map(() => Number.POSITIVE_INFINITY);
  const add = (added: number) => {
    nearest[added] = -1;
    for (let i = 0; i < n; i++) nearest[i] = Math.min(nearest[i]!, distances[added * n + i]!);
  };
  for (const added of ranked) add(added);
  while (result.length < n) {
    let next = -1;
    let most = -1;
    for (let i = 0; i < n; i++) {
      const distance = nearest[i]!;
      if (distance < 0) continue;
      const chance = appeal[i]! * distance * distance * distance * distance;
      if (chance <= most) continue;
      most = chance;
      next = i;
    }
    result.push(next);
    add(next);
  }
  return result;
}
