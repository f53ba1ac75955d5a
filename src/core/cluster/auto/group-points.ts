import { improveCentroids } from '../kmeans/lloyd.ts';
import type { Partition } from '../kmeans/partition.ts';
import { TOLERANCE } from '../kmeans/two-passes.ts';
import { splitPartition } from './axis-split.ts';

/** More iterations change no colour visibly. */
const ITERATIONS = 6;

/**
 * Put points into many small groups without random numbers: cut across the longest axes, then run a
 * few of Lloyd's iterations.
 *
 * @param points shape (n, 3), about 1 from black to white. Not modified, kept.
 * @param shares weights that sum to 1, shape (n,). Not modified, kept.
 * @param k maximum number of groups; there are fewer when there are fewer points. A group may be
 *   empty.
 */
export function groupPoints(points: Float64Array, shares: Float64Array, k: number): Partition {
  const groups = splitPartition(points, shares, k);
  improveCentroids(groups, ITERATIONS, TOLERANCE);
  return groups;
}
