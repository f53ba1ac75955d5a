/** Colours, and the share of the whole that each holds. */
export interface Clusters {
  /** OKLab, L a b interleaved, shape (k, 3). */
  readonly centroids: Float64Array;
  /** Shape (k,), each > 0, heaviest first, summing to 1 within 1e-9. */
  readonly shares: Float64Array;
}

/** Clusters, and the cluster of each point. */
export interface LabeledClusters extends Clusters {
  /** The cluster of each point, shape (n,). */
  readonly labels: Uint8Array;
}

/**
 * Rank clusters, heaviest first. Equally heavy clusters are ordered by L, then a, then b, so that
 * the order is always the same.
 *
 * @returns the old index of each new place, shape (k,).
 */
export function rankClusters(centroids: Float64Array, shares: Float64Array): number[] {
  return Array.from(shares.keys()).sort((i, j) => {
    for (let c = 0, by = shares[j]! - shares[i]!; ; by = centroids[3 * i + c]! - centroids[3 * j + c]!, c++) {
      if (by !== 0 || c === 3) return by;
    }
  });
}

/** Reorder clusters by their old indices. */
export function pickClusters(centroids: Float64Array, shares: Float64Array, order: readonly number[]): Clusters {
  return {
    centroids: Float64Array.from(order.flatMap((i) => [...centroids.subarray(3 * i, 3 * i + 3)])),
    shares: Float64Array.from(order, (i) => shares[i]!),
  };
}
