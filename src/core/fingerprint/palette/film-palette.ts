import { chooseMedoids, groupPoints, normalizeWeights, placePerceived } from '../../cluster/index.ts';
import {
  formatHex,
  linearSrgbToLab,
  oklabToLinearSrgb,
  oklabToSrgb8,
  parseHex,
  srgb8ToOklab,
} from '../../color/index.ts';
import type { Column, FilmPalette, Fingerprint, PaletteSwatch } from '../fingerprint.ts';
import { roundNumber } from '../format/round-number.ts';

/** Most colours that a film's palette can be asked for: its leaves. */
export const MAX_FILM_COLORS = 16;

/** Groups that leaves are chosen from: six times as many. */
const GROUPS = 96;
/** How much longer a and b are when swatches are grouped. */
const GROUP_HUE = 2;
/** CIEDE2000 within which a leaf stands for a colour. */
const REACH = 0.12;
/** OKLab chroma that makes a colour count twice. */
const COUNTED_CHROMA = 0.02;
/** How much more a difference of hue or chroma counts than one of lightness between groups. */
const CHROMA_COUNTS = 1.3;

// Shares are whole millionths and OKLab whole 65536ths: sums of a million swatches are then exact, in whatever order they come.
const SHARE_UNIT = 1e6;
const OKLAB_UNIT = 65536;

interface Clusters {
  /** OKLab, shape (n, 3). */
  readonly points: Float64Array;
  /** How much each is seen, shape (n,), each > 0. */
  readonly weights: Float64Array;
}

interface SharedClusters extends Clusters {
  /** Shape (n,); they sum to any number above 0. */
  readonly shares: Float64Array;
}

/**
 * Find the colours of a whole film from the swatches of all its columns, each column counting the same, as a tree.
 *
 * The palette is for telling what colours a film has, the rare vivid ones too. Swatches count by the root of their share, and are put into 96 groups in OKLab; 16 of
 * these are the leaves: those from which all groups are least far, by the square of the distance and more steeply beyond CIEDE2000 12, so that few colours of the film are further than CIEDE2000 12 from
 * each of them. Leaves are joined two at a time until one is left: any number of colours is there without clustering again, and n colours differ from n + 1 in one
 * pair alone. Of two that are joined the more appealing one keeps its colour: a mean of a blue sky and a green meadow is in neither.
 *
 * @returns null when no column has swatches. Some 20 ms for 3,600 columns.
 */
export function buildFilmPalette(columns: readonly Pick<Column, 'swatches'>[]): FilmPalette | null {
  const bins = binSwatches(columns);
  if (bins.weights.length === 0) return null;
  const colors = roundClusters(chooseLeaves(groupBins(bins)));
  const points = oklabOf(colors);
  const seen = Float64Array.from(colors, ({ share }) => Math.sqrt(share));
  return { colors, merges: joinClusters({ points, weights: seen }) };
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
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_FILM_COLORS)) {
    throw new RangeError(`\`count\`: expected an integer from 1 to ${MAX_FILM_COLORS}, got ${count}`);
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
function binSwatches(columns: readonly Pick<Column, 'swatches'>[]): SharedClusters {
  // Weight and area of each colour first: most swatches of a film share theirs with others.
  const colors = new Map<string, [weight: number, area: number]>();
  for (const { swatches } of columns) {
    for (const { color, share } of swatches) {
      const area = Math.round(share * SHARE_UNIT);
      if (area === 0) continue;
      const sum = colors.get(color) ?? [0, 0];
      sum[0] += Math.round(Math.sqrt(area));
      sum[1] += area;
      colors.set(color, sum);
    }
  }
  const codes = Uint8Array.from([...colors.keys()].flatMap(parseHex));
  const oklab = srgb8ToOklab(codes);
  const bins = new Map<number, [weight: number, L: number, a: number, b: number, share: number]>();
  for (const [i, [weight, area]] of [...colors.values()].entries()) {
    const key = ((codes[3 * i]! >> 3) << 10) | ((codes[3 * i + 1]! >> 3) << 5) | (codes[3 * i + 2]! >> 3);
    const bin = bins.get(key) ?? [0, 0, 0, 0, 0];
    bin[0] += weight;
    bin[4] += area;
    for (let axis = 0; axis < 3; axis++) bin[axis + 1]! += weight * Math.round(oklab[3 * i + axis]! * OKLAB_UNIT);
    bins.set(key, bin);
  }
  const sorted = [...bins].sort(([one], [other]) => one - other).map(([, bin]) => bin);
  return {
    points: Float64Array.from(
      sorted.flatMap(([weight, ...sums]) => sums.slice(0, 3).map((sum) => sum / weight / OKLAB_UNIT)),
    ),
    weights: Float64Array.from(sorted, ([weight]) => weight),
    shares: Float64Array.from(sorted, (bin) => bin[4]),
  };
}

/** Round to codes, heaviest first; what becomes one colour becomes one swatch. */
function roundClusters({ points, shares }: SharedClusters): PaletteSwatch[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const areas = new Map<string, number>();
  for (const [i, share] of shares.entries()) {
    const color = formatHex(...oklabToSrgb8(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!));
    areas.set(color, (areas.get(color) ?? 0) + share);
  }
  return [...areas]
    .map(([color, area]) => ({ color, share: roundNumber(area / total) }))
    .filter(({ share }) => share > 0)
    .sort(byWeight);
}

/** Put bins into groups, each with its mean. */
function groupBins({ points, weights, shares }: SharedClusters): SharedClusters {
  const places = points.map((value, i) => (i % 3 === 0 ? value : GROUP_HUE * value));
  const { labels, masses } = groupPoints(places, normalizeWeights(weights.map(flatten)), GROUPS);
  const filled = [...masses.keys()].filter((group) => masses[group]! > 0);
  const placeOf = new Map(filled.map((group, place) => [group, place]));
  const means = new Float64Array(3 * filled.length);
  const groupWeights = new Float64Array(filled.length);
  const groupShares = new Float64Array(filled.length);
  for (const [bin, label] of labels.entries()) {
    const group = placeOf.get(label)!;
    groupWeights[group]! += weights[bin]!;
    groupShares[group]! += shares[bin]!;
    for (let axis = 0; axis < 3; axis++) means[3 * group + axis]! += weights[bin]! * points[3 * bin + axis]!;
  }
  return {
    points: means.map((sum, i) => sum / groupWeights[Math.floor(i / 3)]!),
    weights: groupWeights,
    shares: groupShares,
  };
}

/** Choose the groups that are leaves, and give the shares of all to the nearest of them. */
function chooseLeaves({ points, weights, shares }: SharedClusters): SharedClusters {
  const n = weights.length;
  const places = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [L, a, b] = points.subarray(3 * i, 3 * i + 3);
    placePerceived(linearSrgbToLab(...oklabToLinearSrgb(L!, a!, b!)), places, 3 * i, CHROMA_COUNTS);
  }
  const distances = new Float64Array(n * n);
  const costs = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [, a, b] = points.subarray(3 * i, 3 * i + 3);
    const count = flatten(weights[i]!) * (1 + Math.sqrt(a! * a! + b! * b!) / COUNTED_CHROMA);
    for (let j = 0; j < n; j++) {
      const distance = measureDistance(places, i, j) / REACH;
      const squared = distance * distance;
      distances[i * n + j] = distance;
      costs[i * n + j] = count * squared * (1 + squared);
    }
  }
  const leaves = chooseMedoids(costs, n, MAX_FILM_COLORS);
  const leafShares = new Float64Array(leaves.length);
  for (let i = 0; i < n; i++) {
    let nearest = 0;
    for (let k = 1; k < leaves.length; k++) {
      if (distances[i * n + leaves[k]!]! < distances[i * n + leaves[nearest]!]!) nearest = k;
    }
    leafShares[nearest]! += shares[i]!;
  }
  return {
    points: Float64Array.from(leaves.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)])),
    weights: Float64Array.from(leaves, (i) => weights[i]!),
    shares: leafShares,
  };
}

/** To the power of 3/4: rare colours count for more. */
const flatten = (weight: number): number => Math.sqrt(weight) * Math.sqrt(Math.sqrt(weight));

function measureDistance(places: Float64Array, i: number, j: number): number {
  const x = places[3 * i]! - places[3 * j]!;
  const y = places[3 * i + 1]! - places[3 * j + 1]!;
  const z = places[3 * i + 2]! - places[3 * j + 2]!;
  return Math.sqrt(x * x + y * y + z * z);
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
const HUE_COUNTS = 5;

/** The root of the share, and more with chroma: as a colour draws the eye of those who name a picture's colours (`cluster/rank.ts`). */
const appealOf = (weight: number, [, a, b]: readonly number[]): number =>
  Math.sqrt(weight) * (1 + VIVIDNESS * Math.sqrt(a! * a! + b! * b!));

/**
 * Join clusters two at a time, the pair first whose joining costs least: Ward's criterion, with appeal in the place of weight, so that the large dark of a film is
 * joined with itself before its small lights are lost.
 *
 * @returns pairs of numbers of clusters: the first keeps its colour, the second goes into it.
 * @see Ward 1963, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc. 58, 236-244. O(n^3), n <= 16.
 */
function joinClusters({ points, weights }: Clusters): [number, number][] {
  let nodes = Array.from(weights, (weight, index): Node => {
    const point = [...points.subarray(3 * index, 3 * index + 3)];
    return { index, weight, point, appeal: appealOf(weight, point) };
  });
  const merges: [number, number][] = [];
  while (nodes.length > 1) {
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
