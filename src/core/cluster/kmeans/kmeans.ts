import { checkInteger, show } from '../argument.ts';
import { improveCentroids } from './lloyd.ts';
import { type KmeansResult, normalizeWeights, type Partition, tidyPartition } from './partition.ts';
import { createRandom, DEFAULT_SEED } from './random.ts';
import { seedPartition } from './seeding.ts';

/** Options of k-means; names as in scikit-learn. */
export interface KmeansOptions {
  /** Maximum number of clusters, 1 to 256. */
  readonly clusters: number;
  /** Integer from 0 to 2^32 - 1. Default 0. */
  readonly seed?: number;
  /** Number of independent starts, at least 1. The result of least inertia is kept. Default 3. */
  readonly restarts?: number;
  /** Maximum number of Lloyd iterations per start, at least 0. Default 50. */
  readonly maxIterations?: number;
  /**
   * Stop when no centroid moves further than this, in the units of the points, at least 0. Default
   * 0.001, a quarter of an 8-bit step of L.
   */
  readonly tolerance?: number;
}

// Iterations of each start; then only the best start continues. This is a fifth faster than running
// every start to its end, for 0.3 % more inertia.
const SCOUT_ITERATIONS = 4;

/**
 * Cluster weighted points with k-means++ seeding and Lloyd iterations.
 *
 * @param points OKLab or any other three numbers, interleaved, shape (n, 3), n >= 1. Not modified.
 * @param weights shape (n,); >= 0, at least one > 0; only their ratios matter. Not modified.
 * @returns centroids (k', 3) and shares (k',), heaviest first; k' <= k and <= the distinct points,
 *   never padded, none empty, no two equal.
 * @throws {TypeError | RangeError} when lengths disagree or a number is out of its range.
 * @see Arthur & Vassilvitskii 2007; Lloyd 1982. O(n k iterations restarts).
 */
export function kmeans(
  points: Float64Array | Float32Array,
  weights: Float64Array | Float32Array | Uint32Array,
  { clusters, seed = DEFAULT_SEED, restarts = 3, maxIterations = 50, tolerance = 0.001 }: KmeansOptions,
): KmeansResult {
  checkInteger('clusters', clusters, 1, 256);
  checkInteger('restarts', restarts, 1, 1000);
  checkInteger('maxIterations', maxIterations, 0, 1_000_000);
  if (typeof tolerance !== 'number')
    throw new TypeError(`\`tolerance\`: expected a number from 0 up, got ${show(tolerance)}`);
  if (!(tolerance >= 0)) throw new RangeError(`\`tolerance\`: expected a number from 0 up, got ${tolerance}`);
  const random = createRandom(seed);
  const shares = normalizeWeights(weights);
  const n = shares.length;
  if (points.length !== 3 * n) {
    throw new RangeError(`\`points\`: expected ${3 * n} values, three for each weight, got ${points.length}`);
  }
  const exact = points instanceof Float64Array ? points : Float64Array.from(points);
  if (!exact.every(Number.isFinite)) throw new RangeError('`points`: expected finite numbers, got NaN or infinity');

  let best: Partition | undefined;
  let leastInertia = Number.POSITIVE_INFINITY;
  for (let start = 0; start < restarts; start++) {
    const partition = seedPartition(exact, shares, Math.min(clusters, n), random);
    const inertia = improveCentroids(partition, Math.min(SCOUT_ITERATIONS, maxIterations), tolerance);
    if (best !== undefined && inertia >= leastInertia) continue;
    best = partition;
    leastInertia = inertia;
  }
  const left = Math.max(0, maxIterations - SCOUT_ITERATIONS);
  return tidyPartition(best!, improveCentroids(best!, left, tolerance));
}
