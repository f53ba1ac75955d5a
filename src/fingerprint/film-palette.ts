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
 * Swatches are clustered in OKLab into 32 colours, and those joined two at a time (Ward 1963: the pair that adds least to the inertia) until 16
 * are left, the leaves; they are rounded to codes, and joined further until one is left. So any number of colours is there without clustering again, and
 * n colours differ from n + 1 in one pair alone.
 *
 * @returns null when no column has swatches. Some 50 ms for 3,600 columns.
 */
export function buildFilmPalette(columns: readonly Pick<Column, 'swatches'>[]): FilmPalette | null {
  const bins = binSwatches(columns);
  if (bins.weights.length === 0) return null;
  const { centroids, shares } = kmeans(bins.points, bins.weights, { clusters: MICRO_CLUSTERS, seed: SEED });
  const { clusters } = joinClusters({ points: centroids, weights: shares }, MOST_FILM_COLORS);
  const colors = roundClusters(clusters);
  const leaves = { points: oklabOf(colors), weights: Float64Array.from(colors, ({ share }) => share) };
  return { colors, merges: joinClusters(leaves, 1).merges };
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
  const nodes: (number[] | undefined)[] = tree.colors.map((_, leaf) => [leaf]);
  for (const [one, other] of tree.merges.slice(0, Math.max(0, tree.colors.length - count))) {
    nodes.push([...nodes[one]!, ...nodes[other]!]);
    nodes[one] = nodes[other] = undefined;
  }
  const oklab = oklabOf(tree.colors);
  const swatches = nodes
    .filter((leaves) => leaves !== undefined)
    .map((leaves) => (leaves.length === 1 ? tree.colors[leaves[0]!]! : meanOf(leaves, tree.colors, oklab)));
  return swatches.sort(byWeight);
}

const byWeight = (one: PaletteSwatch, other: PaletteSwatch): number =>
  other.share - one.share || (one.color < other.color ? -1 : 1);

function meanOf(leaves: readonly number[], colors: readonly PaletteSwatch[], oklab: Float64Array): PaletteSwatch {
  const sums = [0, 0, 0];
  let total = 0;
  for (const leaf of leaves) {
    const { share } = colors[leaf]!;
    total += share;
    for (let axis = 0; axis < 3; axis++) sums[axis]! += share * oklab[3 * leaf + axis]!;
  }
  const color = formatHex(...oklabToSrgb8(sums[0]! / total, sums[1]! / total, sums[2]! / total));
  return { color, share: roundNumber(total) };
}

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

/**
 * Join clusters two at a time, the pair first whose joining adds least to the inertia.
 *
 * @returns those left, and which were joined: numbers below n are clusters, n + i is what the i-th joining made.
 * @see Ward 1963, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc. 58, 236-244. O(n^3), n <= 32.
 */
function joinClusters(
  { points, weights }: Clusters,
  until: number,
): { clusters: Clusters; merges: [number, number][] } {
  const nodes = Array.from(weights, (weight, i) => ({ number: i, weight, point: points.slice(3 * i, 3 * i + 3) }));
  const merges: [number, number][] = [];
  while (nodes.length > until) {
    let least = Number.POSITIVE_INFINITY;
    let best: [number, number] = [0, 1];
    for (let j = 1; j < nodes.length; j++) {
      for (let i = 0; i < j; i++) {
        const cost = wardCost(nodes[i]!, nodes[j]!);
        if (cost < least) {
          least = cost;
          best = [i, j];
        }
      }
    }
    const [gone] = nodes.splice(best[1], 1);
    const [kept] = nodes.splice(best[0], 1);
    const weight = kept!.weight + gone!.weight;
    const point = kept!.point.map((value, axis) => (kept!.weight * value + gone!.weight * gone!.point[axis]!) / weight);
    nodes.push({ number: weights.length + merges.length, weight, point });
    merges.push([Math.min(kept!.number, gone!.number), Math.max(kept!.number, gone!.number)]);
  }
  const clusters = {
    points: Float64Array.from(nodes.flatMap(({ point }) => [...point])),
    weights: Float64Array.from(nodes, ({ weight }) => weight),
  };
  return { clusters, merges };
}

interface Node {
  readonly weight: number;
  readonly point: Float64Array;
}

/** What joining two clusters adds to the inertia. */
function wardCost(one: Node, other: Node): number {
  const L = one.point[0]! - other.point[0]!;
  const a = one.point[1]! - other.point[1]!;
  const b = one.point[2]! - other.point[2]!;
  return ((one.weight * other.weight) / (one.weight + other.weight)) * (L * L + a * a + b * b);
}
