import { chooseMedoids, groupPoints, normalizeWeights, placePerceived } from '../../cluster/index.ts';
import {
  deltaE2000,
  type Lab,
  linearSrgbToLab,
  oklabToLinearSrgb,
  parseHex,
  srgb8ToLab,
  srgb8ToOklab,
} from '../../color/index.ts';
import type { Column } from '../fingerprint.ts';
import { listNamedColors } from './named-colors.ts';

/** A colour named in this share of the columns needs a leaf near it. */
const OFTEN = 0.02;
/** Maximum CIEDE2000 distance of a near leaf: half a unit less than the 12 that is measured. */
const NEAR = 11.5;
/**
 * Weight of all other colours relative to the named ones: a named colour without a leaf counts 1.
 */
const OTHERS_COUNT = 0.1;
/** Number of groups of all colours: twelve times the number of leaves. */
const GROUPS = 192;
/** Factor on a and b when colours are grouped. */
const GROUP_HUE = 2;
/** OKLab chroma that makes a group count four times. */
const COUNTED_CHROMA = 0.02;
/** Distance that counts 1, in the coordinates of `placePerceived`: about CIEDE2000 12. */
const REACH = 0.12;
/** Beyond this distance, in the same unit, CIEDE2000 is above {@link NEAR}. */
const FAR = 0.3;
/** Factor on differences of hue and chroma, relative to lightness. */
const CHROMA_COUNTS = 1.3;

// Shares are whole millionths and OKLab whole 65536ths, so that sums of a million swatches are
// exact in any order.
const SHARE_UNIT = 1e6;
const OKLAB_UNIT = 65536;

/** Colours, and how much of the film each has. */
export interface SharedColors {
  /** OKLab, shape (n, 3). */
  readonly points: Float64Array;
  /** Sum of the roots of the shares in the columns, shape (n,), each > 0. */
  readonly weights: Float64Array;
  /** Sum of the shares in the columns, shape (n,), in any unit. */
  readonly shares: Float64Array;
}

/**
 * Choose the colours of a film's palette from those of its swatches.
 *
 * Most important is that every colour that is often named has a leaf. Among such choices, the
 * function takes the one that is nearest to all colours: by the square of the distance, and more
 * steeply beyond CIEDE2000 12. Vivid colours count more.
 *
 * @returns up to `count`, each with the shares of all colours that are nearest to it; none if no
 *   column has swatches. The order of the columns is irrelevant.
 */
export function chooseLeaves(columns: readonly Pick<Column, 'swatches'>[], count: number): SharedColors {
  const bins = binSwatches(columns);
  const n = bins.weights.length;
  if (n === 0) return bins;
  const labs = labsOf(bins.points);
  const places = placeColors(labs);
  const named = listNamedColors(columns, OFTEN).map(({ color }) => srgb8ToLab(...parseHex(color)));
  const groups = groupBins(bins);
  const costs = measureCosts({ labs, places }, named, groups);
  const leaves = chooseMedoids(costs, n, count);
  const shares = new Float64Array(leaves.length);
  for (let i = 0; i < n; i++) shares[findNearest(places, i, leaves)]! += bins.shares[i]!;
  return {
    points: Float64Array.from(leaves.flatMap((i) => [...bins.points.subarray(3 * i, 3 * i + 3)])),
    weights: Float64Array.from(leaves, (i) => bins.weights[i]!),
    shares,
  };
}

/**
 * Collect swatches in bins of 5 bits per channel, each with its true mean. This gives thousands of
 * points instead of perhaps a hundred thousand swatches.
 */
function binSwatches(columns: readonly Pick<Column, 'swatches'>[]): SharedColors {
  // Sum the weight and area of each colour first: most swatches of a film share their colour with
  // others.
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

/** Put bins into groups, each with its mean. */
function groupBins({ points, weights }: SharedColors): Pick<SharedColors, 'points' | 'weights'> {
  const places = points.map((value, i) => (i % 3 === 0 ? value : GROUP_HUE * value));
  const { labels, masses } = groupPoints(places, normalizeWeights(weights.map(Math.sqrt)), GROUPS);
  const filled = [...masses.keys()].filter((group) => masses[group]! > 0);
  const placeOf = new Map(filled.map((group, place) => [group, place]));
  const means = new Float64Array(3 * filled.length);
  const sums = new Float64Array(filled.length);
  for (const [bin, label] of labels.entries()) {
    const group = placeOf.get(label)!;
    sums[group]! += weights[bin]!;
    for (let axis = 0; axis < 3; axis++) means[3 * group + axis]! += weights[bin]! * points[3 * bin + axis]!;
  }
  return { points: means.map((sum, i) => sum / sums[Math.floor(i / 3)]!), weights: sums };
}

/**
 * Colours in CIELAB, and in coordinates whose distances are perceived differences, shape (n, 3).
 */
interface PlacedColors {
  readonly labs: readonly Lab[];
  readonly places: Float64Array;
}

/**
 * Measure what each colour would cost if the given leaf were the only one: the named colours, then
 * the groups.
 *
 * @returns shape (leaves, named + groups).
 */
function measureCosts(
  leaves: PlacedColors,
  named: readonly Lab[],
  groups: Pick<SharedColors, 'points' | 'weights'>,
): Float64Array {
  const namedPlaces = placeColors(named);
  const groupPlaces = placeColors(labsOf(groups.points));
  const counts = countGroups(groups);
  const m = named.length + counts.length;
  const costs = new Float64Array(leaves.labs.length * m);
  for (let j = 0; j < leaves.labs.length; j++) {
    for (let i = 0; i < named.length; i++) {
      const distance = measureDistance(namedPlaces, i, leaves.places, j);
      // The perceived distance is checked first, because CIEDE2000 takes ten times as long.
      const isNear = distance < FAR && deltaE2000(leaves.labs[j]!, named[i]!) <= NEAR;
      costs[j * m + i] = isNear ? 0 : (1 + distance / REACH) / named.length;
    }
    for (let i = 0; i < counts.length; i++) {
      const distance = measureDistance(groupPlaces, i, leaves.places, j) / REACH;
      const squared = distance * distance;
      costs[j * m + named.length + i] = counts[i]! * squared * (1 + squared);
    }
  }
  return costs;
}

/** How much each group counts: by the root of its weight, and more with chroma. */
function countGroups({ points, weights }: Pick<SharedColors, 'points' | 'weights'>): Float64Array {
  const counts = weights.map((weight, i) => {
    const [, a, b] = points.subarray(3 * i, 3 * i + 3);
    const vividness = 1 + Math.sqrt(a! * a! + b! * b!) / COUNTED_CHROMA;
    return Math.sqrt(weight) * vividness * vividness;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (OTHERS_COUNT * count) / total);
}

function labsOf(points: Float64Array): Lab[] {
  return Array.from({ length: points.length / 3 }, (_, i) =>
    linearSrgbToLab(...oklabToLinearSrgb(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!)),
  );
}

function placeColors(labs: readonly Lab[]): Float64Array {
  const places = new Float64Array(3 * labs.length);
  for (const [i, lab] of labs.entries()) placePerceived(lab, places, 3 * i, CHROMA_COUNTS);
  return places;
}

function findNearest(places: Float64Array, i: number, leaves: readonly number[]): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < leaves.length; k++) {
    const distance = measureDistance(places, i, places, leaves[k]!);
    if (distance >= least) continue;
    least = distance;
    nearest = k;
  }
  return nearest;
}

function measureDistance(places: Float64Array, i: number, others: Float64Array, j: number): number {
  const x = places[3 * i]! - others[3 * j]!;
  const y = places[3 * i + 1]! - others[3 * j + 1]!;
  const z = places[3 * i + 2]! - others[3 * j + 2]!;
  return Math.sqrt(x * x + y * y + z * z);
}
