import { type LabeledClusters, pickClusters, rankClusters } from '../clusters.ts';

/**
 * Points, their clusters, and the buffers of one k-means run. Everything except points and shares
 * is modified in place.
 */
export interface Partition {
  /** Shape (n, 3). */
  readonly points: Float64Array;
  /** Weights that sum to 1, shape (n,). */
  readonly shares: Float64Array;
  /** Shape (k, 3). */
  readonly centroids: Float64Array;
  /** The cluster of each point, shape (n,). */
  readonly labels: Uint8Array;
  /** Squared distance of each point to the centroid of its cluster, shape (n,). */
  readonly distances: Float64Array;
  /** Weight of each cluster, shape (k,), consistent with `labels`. */
  readonly masses: Float64Array;
}

/** The result of k-means: each point belongs to the nearest centroid. */
export interface KmeansResult extends LabeledClusters {
  /** Mean squared distance of the points to their centroids, weighted. */
  readonly inertia: number;
}

/**
 * Create a partition from existing centroids, which are copied. `improveCentroids` fills labels,
 * distances and masses.
 *
 * @param points kept.
 * @param shares weights that sum to 1, kept.
 */
export function startPartition(points: Float64Array, shares: Float64Array, centroids: Float64Array): Partition {
  const n = shares.length;
  return {
    points,
    shares,
    centroids: centroids.slice(),
    labels: new Uint8Array(n),
    distances: new Float64Array(n),
    masses: new Float64Array(centroids.length / 3),
  };
}

/**
 * Divide weights by their sum.
 *
 * @throws {RangeError} when one is below 0 or they do not sum to a finite number above 0.
 */
export function normalizeWeights(weights: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! >= 0)) throw new RangeError(`\`weights\`: expected numbers from 0 up, got ${weights[i]}`);
    total += weights[i]!;
  }
  if (!(total > 0) || total === Number.POSITIVE_INFINITY) {
    throw new RangeError(`\`weights\`: expected a finite sum above 0, got ${total}`);
  }
  const shares = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) shares[i] = weights[i]! / total;
  return shares;
}

/**
 * Merge clusters whose centroids are equal, remove empty ones, rank the others. The partition must
 * not be used after the call.
 */
export function tidyPartition({ centroids, masses, labels }: Partition, inertia: number): KmeansResult {
  const k = masses.length;
  const twin = new Uint8Array(k);
  for (let c = 0; c < k; c++) {
    let first = 0;
    while (first < c && !areAlike(centroids, first, c)) first++;
    twin[c] = first;
    if (first === c) continue;
    masses[first]! += masses[c]!;
    masses[c] = 0;
  }
  const order = rankClusters(centroids, masses).filter((c) => masses[c]! > 0);
  const place = new Uint8Array(k);
  order.forEach((c, rank) => {
    place[c] = rank;
  });
  return { ...pickClusters(centroids, masses, order), labels: labels.map((label) => place[twin[label]!]!), inertia };
}

function areAlike(centroids: Float64Array, i: number, j: number): boolean {
  return [0, 1, 2].every((axis) => centroids[3 * i + axis] === centroids[3 * j + axis]);
}
