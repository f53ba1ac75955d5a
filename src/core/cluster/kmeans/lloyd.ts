import type { Partition } from './partition.ts';

/**
 * Improve centroids by Lloyd's iteration until none moves further than `tolerance`, or
 * `maxIterations` times.
 *
 * At the start, labels must name any cluster for each point. On return they name the nearest, and
 * `distances` and `masses` agree with them.
 *
 * @returns the inertia: weighted sum of `distances`. No iteration raises it, beyond rounding.
 * @see Lloyd 1982. O(n k) per iteration at worst.
 */
export function improveCentroids(partition: Partition, maxIterations: number, tolerance: number): number {
  const k = partition.masses.length;
  const sums = new Float64Array(3 * k);
  const order = new Uint8Array(k * k);
  for (let i = 0; i < order.length; i++) order[i] = i % k;
  const reach = new Float64Array(k * k);
  let inertia = assignPoints(partition, sums, order, reach);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const moved = moveCentroids(partition, sums);
    if (moved === 0) break;
    inertia = assignPoints(partition, sums, order, reach);
    if (moved <= tolerance * tolerance) break;
  }
  return inertia;
}

/**
 * Assign each point to the nearest centroid. On a tie, the point keeps its cluster.
 *
 * A centroid cannot be nearer if it is twice as far from the point's own centroid as the point is
 * (triangle inequality). So the function tries the other centroids in the order of their distance
 * from the own one, until that holds (Phillips 2002, "sort-means"). It computes about a third of
 * the distances.
 */
function assignPoints(partition: Partition, sums: Float64Array, order: Uint8Array, reach: Float64Array): number {
  const { points, shares, centroids, labels, distances, masses } = partition;
  const k = masses.length;
  orderNeighbours(centroids, order, reach);
  masses.fill(0);
  sums.fill(0);
  let inertia = 0;
  for (let i = 0, p = 0; i < labels.length; i++, p += 3) {
    const L = points[p]!;
    const a = points[p + 1]!;
    const b = points[p + 2]!;
    const own = labels[i]!;
    let dL = L - centroids[3 * own]!;
    let da = a - centroids[3 * own + 1]!;
    let db = b - centroids[3 * own + 2]!;
    const ownDistance = dL * dL + da * da + db * db;
    let nearest = own;
    let distance = ownDistance;
    for (let j = own * k + 1; j < own * k + k && reach[j]! < ownDistance; j++) {
      const other = order[j]!;
      dL = L - centroids[3 * other]!;
      da = a - centroids[3 * other + 1]!;
      db = b - centroids[3 * other + 2]!;
      const otherDistance = dL * dL + da * da + db * db;
      if (otherDistance < distance) {
        distance = otherDistance;
        nearest = other;
      }
    }
    const share = shares[i]!;
    labels[i] = nearest;
    distances[i] = distance;
    inertia += share * distance;
    masses[nearest]! += share;
    sums[3 * nearest]! += share * L;
    sums[3 * nearest + 1]! += share * a;
    sums[3 * nearest + 2]! += share * b;
  }
  return inertia;
}

/**
 * For each centroid, sort all by their distance from it (itself first), then by index; `reach` is a
 * quarter of the squared distance.
 *
 * @param order a permutation in each row. Centroids move little in an iteration, so the order of
 *   the last iteration is nearly sorted.
 */
function orderNeighbours(centroids: Float64Array, order: Uint8Array, reach: Float64Array): void {
  const k = centroids.length / 3;
  for (let c = 0; c < k; c++) {
    const row = c * k;
    const L = centroids[3 * c]!;
    const a = centroids[3 * c + 1]!;
    const b = centroids[3 * c + 2]!;
    for (let from = row; from < row + k; from++) {
      const other = order[from]!;
      const dL = L - centroids[3 * other]!;
      const da = a - centroids[3 * other + 1]!;
      const db = b - centroids[3 * other + 2]!;
      const quarter = other === c ? -1 : (dL * dL + da * da + db * db) / 4;
      let place = from;
      for (; place > row; place--) {
        const before = reach[place - 1]!;
        if (before < quarter || (before === quarter && order[place - 1]! < other)) break;
        reach[place] = before;
        order[place] = order[place - 1]!;
      }
      reach[place] = quarter;
      order[place] = other;
    }
  }
}

/**
 * Move each centroid to the mean of its points (an empty cluster keeps its centroid). Returns the
 * longest squared move.
 */
function moveCentroids({ centroids, masses }: Partition, sums: Float64Array): number {
  let longest = 0;
  for (let c = 0; c < masses.length; c++) {
    if (masses[c] === 0) continue;
    let move = 0;
    for (let i = 3 * c; i < 3 * c + 3; i++) {
      const mean = sums[i]! / masses[c]!;
      move += (mean - centroids[i]!) * (mean - centroids[i]!);
      centroids[i] = mean;
    }
    longest = Math.max(longest, move);
  }
  return longest;
}
