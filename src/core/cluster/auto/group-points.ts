import { improveCentroids } from '../kmeans/lloyd.ts';
import type { Partition } from '../kmeans/partition.ts';
import { TOLERANCE } from '../kmeans/two-passes.ts';
import { splitPartition } from './axis-split.ts';

/** More iterations move no colour that is seen. */
const ITERATIONS = 6;

/**
 * Put points into many small groups without drawing lots: cut across the longest axes, then a few of Lloyd's iterations.
 *
 * @param points shape (n, 3), 1 about white's distance from black. Not modified, kept.
 * @param shares weights summing to 1, shape (n,). Not modified, kept.
 * @param k      groups wanted; there are fewer where there are fewer points. A group may be left empty.
 */
export function groupPoints(points: Float64Array, shares: Float64Array, k: number): Partition {
  const groups = splitPartition(points, shares, k);
  improveCentroids(groups, ITERATIONS, TOLERANCE);
  return groups;
}
