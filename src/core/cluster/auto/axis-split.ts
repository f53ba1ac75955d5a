import { type Partition, startPartition } from '../kmeans/partition.ts';

/**
 * Steps of the power iteration for a group's longest axis. It starts from the longest column of a 3
 * x 3 matrix. More steps change no split visibly.
 */
const AXIS_STEPS = 8;

/**
 * Choose starting centroids without random numbers. All points start as one group. Each step cuts
 * the group of most inertia in two: at its mean, across the axis along which it is longest.
 *
 * Similar pictures give similar groups, which k-means++ does not guarantee. One start is enough.
 *
 * @param points shape (n, 3). Not modified, kept.
 * @param shares weights that sum to 1, shape (n,). Not modified, kept.
 * @param k maximum number of groups; there are fewer when every group is one colour.
 * @returns a partition with the points' groups as labels; `improveCentroids` fills its distances
 *   and masses.
 * @see Su & Dy 2007, "PCA-Part". O(n log k) as a rule.
 */
export function splitPartition(points: Float64Array, shares: Float64Array, k: number): Partition {
  const order = new Uint32Array(shares.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const groups = [measureGroup(points, shares, order)];
  while (groups.length < k) {
    let widest = 0;
    for (let g = 1; g < groups.length; g++) if (groups[g]!.inertia > groups[widest]!.inertia) widest = g;
    const { members, mean, axis } = groups[widest]!;
    const middle = moveBelowFirst(points, members, mean, axis);
    if (middle === 0 || middle === members.length) break;
    groups[widest] = measureGroup(points, shares, members.subarray(0, middle));
    groups.push(measureGroup(points, shares, members.subarray(middle)));
  }
  const partition = startPartition(points, shares, Float64Array.from(groups.flatMap(({ mean }) => mean)));
  for (const [g, { members }] of groups.entries()) for (const i of members) partition.labels[i] = g;
  return partition;
}

type Vector = readonly [number, number, number];

/** A group of points. */
interface Group {
  /** Indices of the points, in any order. */
  readonly members: Uint32Array;
  readonly mean: Vector;
  /** Weighted sum of squared distances to the mean. */
  readonly inertia: number;
  /** The direction in which the points spread most. */
  readonly axis: Vector;
}

function measureGroup(points: Float64Array, shares: Float64Array, members: Uint32Array): Group {
  let mass = 0;
  let [x, y, z] = [0, 0, 0];
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const share = shares[i]!;
    mass += share;
    x += share * points[3 * i]!;
    y += share * points[3 * i + 1]!;
    z += share * points[3 * i + 2]!;
  }
  x /= mass;
  y /= mass;
  z /= mass;
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const share = shares[i]!;
    const dx = points[3 * i]! - x;
    const dy = points[3 * i + 1]! - y;
    const dz = points[3 * i + 2]! - z;
    xx += share * dx * dx;
    xy += share * dx * dy;
    xz += share * dx * dz;
    yy += share * dy * dy;
    yz += share * dy * dz;
    zz += share * dz * dz;
  }
  const rows: readonly [Vector, Vector, Vector] = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  return { members, mean: [x, y, z], inertia: xx + yy + zz, axis: findLongestAxis(rows) };
}

/**
 * Find the direction of most variance of a covariance matrix, by power iteration from the column of
 * the channel with the most variance.
 */
function findLongestAxis(rows: readonly [Vector, Vector, Vector]): Vector {
  const widest = rows[1][1] > rows[0][0] ? (rows[2][2] > rows[1][1] ? 2 : 1) : rows[2][2] > rows[0][0] ? 2 : 0;
  let axis: Vector = rows[widest];
  for (let step = 0; step < AXIS_STEPS; step++) {
    const longest = Math.max(Math.abs(axis[0]), Math.abs(axis[1]), Math.abs(axis[2]));
    if (longest === 0) break;
    const [x, y, z]: Vector = [axis[0] / longest, axis[1] / longest, axis[2] / longest];
    axis = [dot(rows[0], x, y, z), dot(rows[1], x, y, z), dot(rows[2], x, y, z)];
  }
  return axis;
}

const dot = (row: Vector, x: number, y: number, z: number): number => row[0] * x + row[1] * y + row[2] * z;

/**
 * Reorder members in place: those below the mean along the axis come first. Returns their number.
 */
function moveBelowFirst(points: Float64Array, members: Uint32Array, mean: Vector, axis: Vector): number {
  let middle = 0;
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const along =
      (points[3 * i]! - mean[0]) * axis[0] +
      (points[3 * i + 1]! - mean[1]) * axis[1] +
      (points[3 * i + 2]! - mean[2]) * axis[2];
    if (along > 0) continue;
    members[m] = members[middle]!;
    members[middle++] = i;
  }
  return middle;
}
