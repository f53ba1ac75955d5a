import { kmeans } from '../cluster/index.ts';
import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../color/index.ts';
import type { Column, FilmPalette, Fingerprint, PaletteSwatch } from './fingerprint.ts';
import { roundNumber } from './round-number.ts';

/** Most colours that a film's palette can be asked for: its leaves. */
export const MOST_FILM_COLORS = 16;

/** Clusters that leaves are joined from. More than twice as many move no leaf that is seen, and k-means takes as much longer. */
const MICRO_CLUSTERS = 32;
// Any seed serves; every film has the same, so that like films have like palettes.
const SEED = 0;

// Shares are whole millionths and OKLab whole 65536ths: sums of a million swatches are then exact, in whatever order they come.
const SHARE_UNIT = 1e6;
const OKLAB_UNIT = 65536;

interface Clusters {
  /** OKLab, shape (n, 3). */
  readonly points: Float64Array;
  /** Shape (n,), each > 0. */
  readonly weights: Float64Array;
}

/**
 * Find the colours of a whole film from the swatches of all its columns, each column counting the same, as a tree.
 *
 * Swatches are clustered in OKLab into 32 colours, and those joined two at a time until one is left; the last 16 are the leaves. Any number of colours is there
 * without clustering again, and n colours differ from n + 1 in one pair alone. Of two that are joined the more appealing one keeps its colour: a mean of a blue sky
 * and a green meadow is in neither.
 *
 * @returns null when no column has swatches. Some 50 ms for 3,600 columns.
 */
export function buildFilmPalette(columns: readonly Pick<Column, 'swatches'>[]): FilmPalette | null {
  const bins = binSwatches(columns);
  if (bins.weights.length === 0) return null;
  const { centroids, shares } = kmeans(bins.points, bins.weights, { clusters: MICRO_CLUSTERS, seed: SEED });
  const colors = roundClusters(sumLeaves({ points: centroids, weights: shares }));
  const points = oklabOf(colors);
  return { colors, merges: joinClusters({ points, weights: Float64Array.from(colors, ({ share }) => share) }, 1) };
}

/**
 * Tell the colours of a whole film, by its stored palette or, where the file is older than that, by the same computation.
 *
 * @param count 1 to 16.
 * @returns heaviest first, shares summing to 1 within 1e-4; fewer than `count` when the film has fewer, none when no column has any.
 * @throws {RangeError} for another count.
 */
export function filmPalette(
  { palette, columns }: Pick<Fingerprint, 'palette' | 'columns'>,
  count: number,
): PaletteSwatch[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_FILM_COLORS)) {
    throw new RangeError(`\`count\`: expected an integer from 1 to ${MOST_FILM_COLORS}, got ${count}`);
  }
  const tree = palette ?? buildFilmPalette(columns);
  if (tree === null) return [];
  const shares = tree.colors.map(({ share }) => share);
  const gone = new Set<number>();
  for (const [kept, joined] of tree.merges.slice(0, Math.max(0, tree.colors.length - count))) {
    shares[kept]! += shares[joined]!;
    gone.add(joined);
  }
  return tree.colors
    .map(({ color }, i) => ({ color, share: roundNumber(shares[i]!) }))
    .filter((_, i) => !gone.has(i))
    .sort(byWeight);
}

const byWeight = (one: PaletteSwatch, other: PaletteSwatch): number =>
  other.share - one.share || (one.color < other.color ? -1 : 1);

function oklabOf(colors: readonly { readonly color: string }[]): Float64Array {
  return Float64Array.from(srgb8ToOklab(Uint8Array.from(colors.flatMap(({ color }) => parseHex(color)))));
}

/** Gather swatches in bins of 5 bits a channel, each with its true mean: thousands of points, where there may be a hundred thousand swatches. */
function binSwatches(columns: readonly Pick<Column, 'swatches'>[]): Clusters {
  const bins = new Map<number, [weight: number, L: number, a: number, b: number]>();
  for (const { swatches } of columns) {
    const oklab = oklabOf(swatches);
    for (const [i, { color, share }] of swatches.entries()) {
      const weight = Math.round(share * SHARE_UNIT);
      if (weight === 0) continue;
      const [r, g, b] = parseHex(color);
      const key = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
      let bin = bins.get(key);
      if (bin === undefined) {
        bin = [0, 0, 0, 0];
        bins.set(key, bin);
      }
      bin[0] += weight;
      for (let axis = 0; axis < 3; axis++) bin[axis + 1]! += weight * Math.round(oklab[3 * i + axis]! * OKLAB_UNIT);
    }
  }
  const sorted = [...bins].sort(([one], [other]) => one - other).map(([, bin]) => bin);
  return {
    points: Float64Array.from(sorted.flatMap(([weight, ...sums]) => sums.map((sum) => sum / weight / OKLAB_UNIT))),
    weights: Float64Array.from(sorted, ([weight]) => weight),
  };
}

/** Round to codes, heaviest first; what becomes one colour becomes one swatch. */
function roundClusters({ points, weights }: Clusters): PaletteSwatch[] {
  const shares = new Map<string, number>();
  for (const [i, weight] of weights.entries()) {
    const color = formatHex(...oklabToSrgb8(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!));
    shares.set(color, (shares.get(color) ?? 0) + weight);
  }
  return [...shares]
    .map(([color, share]) => ({ color, share: roundNumber(share) }))
    .filter(({ share }) => share > 0)
    .sort(byWeight);
}

/** Join clusters until as many are left as a palette has leaves at most. */
function sumLeaves(clusters: Clusters): Clusters {
  const weights = clusters.weights.slice();
  for (const [kept, gone] of joinClusters(clusters, MOST_FILM_COLORS)) {
    weights[kept]! += weights[gone]!;
    weights[gone] = 0;
  }
  const left = [...weights.keys()].filter((i) => weights[i]! > 0);
  return {
    points: Float64Array.from(left.flatMap((i) => [...clusters.points.subarray(3 * i, 3 * i + 3)])),
    weights: Float64Array.from(left, (i) => weights[i]!),
  };
}

interface Node {
  readonly index: number;
  /** Share of all it stands for. */
  readonly weight: number;
  /** OKLab, the mean of all it stands for. */
  readonly point: readonly number[];
  /** How much its own colour draws the eye. */
  readonly appeal: number;
}

/** How much chroma adds to appeal: OKLab 0.25 doubles it. */
const VIVIDNESS = 4;
/** How much more differences in a and b count than in lightness, squared: shades of one colour are joined before two hues are. */
const HUE_COUNTS = 3;

/** The root of the share, and more with chroma: as a colour draws the eye of those who name a picture's colours (`cluster/rank.ts`). */
const appealOf = (weight: number, [, a, b]: readonly number[]): number =>
  Math.sqrt(weight) * (1 + VIVIDNESS * Math.sqrt(a! * a! + b! * b!));

/**
 * Join clusters two at a time, the pair first whose joining costs least: Ward's criterion, with appeal in the place of weight, so that the large dark of a film is
 * joined with itself before its small lights are lost.
 *
 * @returns pairs of numbers of clusters: the first keeps its colour, the second goes into it.
 * @see Ward 1963, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc. 58, 236-244. O(n^3), n <= 32.
 */
function joinClusters({ points, weights }: Clusters, until: number): [number, number][] {
  let nodes = Array.from(weights, (weight, index): Node => {
    const point = [...points.subarray(3 * index, 3 * index + 3)];
    return { index, weight, point, appeal: appealOf(weight, point) };
  });
  const merges: [number, number][] = [];
  while (nodes.length > until) {
    let least = Number.POSITIVE_INFINITY;
    let best: readonly [Node, Node] = [nodes[0]!, nodes[1]!];
    for (const [j, other] of nodes.entries()) {
      for (const one of nodes.slice(0, j)) {
        const cost = joiningCost(one, other);
        if (cost >= least) continue;
        least = cost;
        best = [one, other];
      }
    }
    const [one, other] = best;
    const [kept, gone] = one.appeal >= other.appeal ? [one, other] : [other, one];
    const weight = kept.weight + gone.weight;
    const point = kept.point.map((value, axis) => (kept.weight * value + gone.weight * gone.point[axis]!) / weight);
    merges.push([kept.index, gone.index]);
    nodes = nodes.filter((node) => node !== gone).map((node) => (node === kept ? { ...kept, weight, point } : node));
  }
  return merges;
}

function joiningCost(one: Node, other: Node): number {
  const L = one.point[0]! - other.point[0]!;
  const a = one.point[1]! - other.point[1]!;
  const b = one.point[2]! - other.point[2]!;
  const [first, second] = [appealOf(one.weight, one.point), appealOf(other.weight, other.point)];
  return ((first * second) / (first + second)) * (L * L + HUE_COUNTS * (a * a + b * b));
}
