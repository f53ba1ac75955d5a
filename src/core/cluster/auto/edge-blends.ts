import { LUMA_WEIGHTS, type Rgb8 } from '../../color/index.ts';
import { type Clusters, pickClusters, rankClusters } from '../clusters.ts';
import { type ColorPoint, conversionOf, pointAt, type Space } from '../space.ts';

/** A cluster smaller than this looks like noise: 14 of 14,400 pixels. */
const SPECK_SHARE = 0.001;
/**
 * A blend smaller than this is an edge, not a colour of the picture. Thick soft edges of a drawing
 * hold up to 2.9 %, the greys around white titles on black 0.5 %.
 */
const BLEND_SHARE = 0.03;
/**
 * Maximum distance of a blend from the mixes of two colours: 13 codes, for ringing and rounding.
 * Chosen on flat cartoons saved as JPEG, see docs/color.md.
 */
const BLEND_DISTANCE = 0.05;

/** The clusters that remain. */
export interface AbsorbedClusters extends Clusters {
  /** For each original cluster, the place of the cluster that has its share now, shape (k,). */
  readonly heirs: Uint8Array;
}

/**
 * Remove phantom clusters: specks of a few pixels, and small clusters that are only a blend of two
 * heavier ones. Soft edges and scaling produce such blends.
 *
 * The nearest heavier colour gets the share of a removed cluster. That colour does not change,
 * because a blend is no evidence of the colour. A small colour that is not a blend remains, such as
 * a red coat in a grey street.
 *
 * @param clusters heaviest first. Not modified.
 * @param space the space of the centroids. The function looks for blends in Y'CbCr in any case.
 * @returns new clusters, heaviest first; at least one.
 */
export function absorbEdgeBlends({ centroids, shares }: Clusters, space: Space = 'oklab'): AbsorbedClusters {
  const weights = shares.slice();
  const heirs = new Uint8Array(shares.length);
  const { toSrgb8 } = conversionOf(space);
  const points = Float64Array.from(Array.from(shares, (_, i) => toYcbcr(toSrgb8(pointAt(centroids, i)))).flat());
  for (let i = weights.length - 1; i > 0; i--) {
    const isSpeck = weights[i]! < SPECK_SHARE;
    if (!isSpeck && !(weights[i]! < BLEND_SHARE && isBlend(points, i))) continue;
    heirs[i] = findNearestBefore(points, i);
    weights[heirs[i]!]! += weights[i]!;
    weights[i] = 0;
  }
  const order = rankClusters(centroids, weights).filter((i) => weights[i]! > 0);
  // An heir comes before the clusters that it inherits from, so its own place is already known.
  for (let i = 0; i < heirs.length; i++) heirs[i] = weights[i]! > 0 ? order.indexOf(i) : heirs[heirs[i]!]!;
  return { ...pickClusters(centroids, weights, order), heirs };
}

/**
 * Y'CbCr of BT.709, full range: 0 to 1, and -0.5 to 0.5. Video blends colours and halves the
 * resolution of chroma in Y'CbCr. The other matrices are near enough.
 */
function toYcbcr([r, g, b]: Rgb8): ColorPoint {
  const { kr, kb } = LUMA_WEIGHTS.bt709;
  const y = kr * r + (1 - kr - kb) * g + kb * b;
  return [y / 255, (b - y) / (2 * (1 - kb)) / 255, (r - y) / (2 * (1 - kr)) / 255];
}

/**
 * Whether a centroid lies between two earlier ones: in lightness, and near the straight line
 * between them in chroma. Video stores chroma at half the resolution of lightness, so lightness and
 * chroma blend by different shares at an edge.
 */
function isBlend(points: Float64Array, i: number): boolean {
  for (let from = 0; from < i; from++) {
    for (let to = from + 1; to < i; to++) {
      const least = Math.min(points[3 * from]!, points[3 * to]!) - BLEND_DISTANCE;
      const most = Math.max(points[3 * from]!, points[3 * to]!) + BLEND_DISTANCE;
      const L = points[3 * i]!;
      if (L > least && L < most && distanceInChroma(points, i, from, to) < BLEND_DISTANCE) return true;
    }
  }
  return false;
}

/** Distance from the straight line between two points, in a and b only. */
function distanceInChroma(points: Float64Array, i: number, from: number, to: number): number {
  const alongA = points[3 * to + 1]! - points[3 * from + 1]!;
  const alongB = points[3 * to + 2]! - points[3 * from + 2]!;
  const offsetA = points[3 * i + 1]! - points[3 * from + 1]!;
  const offsetB = points[3 * i + 2]! - points[3 * from + 2]!;
  const length = alongA * alongA + alongB * alongB;
  const t = length > 0 ? Math.min(1, Math.max(0, (offsetA * alongA + offsetB * alongB) / length)) : 0;
  const a = offsetA - t * alongA;
  const b = offsetB - t * alongB;
  return Math.sqrt(a * a + b * b);
}

function findNearestBefore(points: Float64Array, i: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; other < i; other++) {
    const distance = squareDistance(points, i, other);
    if (distance >= least) continue;
    least = distance;
    nearest = other;
  }
  return nearest;
}

function squareDistance(points: Float64Array, i: number, j: number): number {
  return [0, 1, 2].reduce(
    (sum, axis) =>
      sum + (points[3 * i + axis]! - points[3 * j + axis]!) * (points[3 * i + axis]! - points[3 * j + axis]!),
    0,
  );
}
