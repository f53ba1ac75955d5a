import { coarsenHistogram, type Histogram } from '../histogram.ts';
import { improveCentroids } from './lloyd.ts';
import { type KmeansResult, normalizeWeights, type Partition, startPartition, tidyPartition } from './partition.ts';
import { createRandom } from './random.ts';
import { seedPartition } from './seeding.ts';

// Coarse bins are useless when they are few: the fine bins of a dark picture all fall into a
// handful.
const COARSE_BITS = [4, 5] as const;
const FEWEST_COARSE_BINS = 100;
const RESTARTS = 8;
// Each start runs this many iterations on the coarse bins. The best few continue there to the end,
// and then run some iterations on the fine bins. The best of these continues to its end.
const SCOUT_ITERATIONS = 6;
const FINALISTS = 2;
const FINAL_SCOUT_ITERATIONS = 4;
const MAX_ITERATIONS = 50;
/** A quarter of an 8-bit step of L: smaller moves have no visible effect. */
export const TOLERANCE = 0.001;
/** Two starts whose inertia differs by less found the same centroids. */
const SAME_INERTIA = 1e-6;

/**
 * Cluster the colours of a picture: many starts on coarse bins, where they cost little. The best of
 * them continue on the fine bins.
 *
 * With single k-means, one start on the fine bins costs as much as all starts on the coarse ones.
 * docs/color.md has the figures.
 *
 * @param fine not modified.
 * @param clusters maximum number of clusters, 1 to 256.
 * @param seed integer from 0 to 2^32 - 1.
 * @returns at most `clusters` clusters, and at most as many as the picture has bins, heaviest
 *   first, none empty, no two equal; the labels are those of the bins.
 */
export function clusterHistogram(fine: Histogram, clusters: number, seed: number): KmeansResult {
  const random = createRandom(seed);
  const shares = normalizeWeights(fine.weights);
  const coarse = chooseCoarse(fine);
  const coarseShares = coarse === fine ? shares : normalizeWeights(coarse.weights);
  const wanted = Math.min(clusters, coarseShares.length);
  const starts = Array.from({ length: RESTARTS }, () =>
    improve(seedPartition(coarse.colors, coarseShares, wanted, random), SCOUT_ITERATIONS),
  );
  const finalists = pickBest(starts, FINALISTS).map(({ partition }) => improve(partition, MAX_ITERATIONS));
  let [best] = pickBest(finalists, 1);
  if (coarse !== fine) {
    const carried = pickBest(finalists, FINALISTS).map(({ partition: { centroids } }) =>
      improve(startPartition(fine.colors, shares, centroids), FINAL_SCOUT_ITERATIONS),
    );
    [best] = pickBest(carried, 1).map(({ partition }) => improve(partition, MAX_ITERATIONS));
  }
  return tidyPartition(best!.partition, best!.inertia);
}

function chooseCoarse(fine: Histogram): Histogram {
  for (const bits of COARSE_BITS) {
    if (bits >= fine.bits) break;
    const coarse = coarsenHistogram(fine, bits);
    if (coarse.weights.length >= FEWEST_COARSE_BINS) return coarse;
  }
  return fine;
}

interface Start {
  readonly partition: Partition;
  readonly inertia: number;
}

function improve(partition: Partition, iterations: number): Start {
  return { partition, inertia: improveCentroids(partition, iterations, TOLERANCE) };
}

/** The best few starts; starts that found the same centroids count once. */
function pickBest(starts: readonly Start[], count: number): Start[] {
  const sorted = starts.toSorted((a, b) => a.inertia - b.inertia);
  return sorted
    .filter(({ inertia }, i) => i === 0 || inertia > sorted[i - 1]!.inertia * (1 + SAME_INERTIA))
    .slice(0, count);
}
