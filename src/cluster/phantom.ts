import { type Clusters, pickClusters, rankClusters } from './clusters.ts';
import { conversionOf, pointAt, type Space } from './space.ts';

/** A cluster smaller than this is noise to the eye: 14 of 14,400 pixels. */
const SPECK_SHARE = 0.001;
/** A blend smaller than this is an edge, not a colour of the picture; the greys round white titles on black hold up to 0.5 % each. */
const BLEND_SHARE = 0.02;
/** OKLab distance from the straight line between two colours within which a third is a blend of them: in code values three of four mixes of two colours bow out less than that. */
const BLEND_DISTANCE = 0.03;

/**
 * Give away phantom clusters: specks of a few pixels, and small ones that are only a blend of two heavier ones, as soft edges and scaling make.
 *
 * Their share goes to the nearest heavier colour, which stays as it is: a blend is no evidence of what colour it is. A small colour that is no blend, a
 * red coat in a grey street, stays.
 *
 * @param clusters heaviest first. Not modified.
 * @param space    where the centroids are; blends are looked for in OKLab.
 * @returns new clusters, heaviest first; at least one.
 */
export function absorbPhantoms({ centroids, shares }: Clusters, space: Space = 'oklab'): Clusters {
  const weights = shares.slice();
  const { toOklab } = conversionOf(space);
  const points = Float64Array.from(Array.from(shares, (_, i) => toOklab(pointAt(centroids, i))).flat());
  for (let i = weights.length - 1; i > 0; i--) {
    const isSpeck = weights[i]! < SPECK_SHARE;
    if (!isSpeck && !(weights[i]! < BLEND_SHARE && isBlend(points, i))) continue;
    weights[findNearestBefore(points, i)]! += weights[i]!;
    weights[i] = 0;
  }
  return pickClusters(
    centroids,
    weights,
    rankClusters(centroids, weights).filter((i) => weights[i]! > 0),
  );
}

/** Whether a centroid lies near the straight line between two that come before it. */
function isBlend(centroids: Float64Array, i: number): boolean {
  for (let from = 0; from < i; from++) {
    for (let to = from + 1; to < i; to++) {
      if (distanceToSegment(centroids, i, from, to) < BLEND_DISTANCE) return true;
    }
  }
  return false;
}

function distanceToSegment(points: Float64Array, i: number, from: number, to: number): number {
  const along = [0, 0, 0];
  const offset = [0, 0, 0];
  let dot = 0;
  let length = 0;
  for (let axis = 0; axis < 3; axis++) {
    along[axis] = points[3 * to + axis]! - points[3 * from + axis]!;
    offset[axis] = points[3 * i + axis]! - points[3 * from + axis]!;
    dot += along[axis]! * offset[axis]!;
    length += along[axis]! * along[axis]!;
  }
  const t = length > 0 ? Math.min(1, Math.max(0, dot / length)) : 0;
  return Math.sqrt(offset.reduce((sum, o, axis) => sum + (o - t * along[axis]!) * (o - t * along[axis]!), 0));
}

function findNearestBefore(points: Float64Array, i: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; other < i; other++) {
    const distance = distanceToSegment(points, i, other, other);
    if (distance >= least) continue;
    least = distance;
    nearest = other;
  }
  return nearest;
}
