const MAX_SWAPS = 60;

/**
 * Choose `k` of n points such that the costs of all points to the nearest chosen one sum to least: greedily, then by the best swap until none helps.
 *
 * @param costs cost of point i where point j is chosen, at i * n + j, shape (n, n), each >= 0, 0 where i = j.
 * @param k     1 or more. All points are chosen where n <= k.
 * @returns indices, rising. Equal costs give equal choices: of equally good ones the first is taken.
 * @see Kaufman & Rousseeuw 1990, "Partitioning Around Medoids": BUILD and SWAP. O(k n^2) a swap.
 */
export function chooseMedoids(costs: Float64Array, n: number, k: number): number[] {
  if (n <= k) return [...Array(n).keys()];
  const chosen: number[] = [];
  let nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  while (chosen.length < k) {
    const { added } = findBestAddition(costs, nearest, chosen);
    chosen.push(added);
    nearest = measureNearest(costs, n, chosen);
  }
  let total = sumOf(nearest);
  for (let swaps = 0; swaps < MAX_SWAPS; swaps++) {
    let best = { total, removed: -1, added: -1 };
    for (const removed of chosen.keys()) {
      const rest = measureNearest(costs, n, chosen.toSpliced(removed, 1));
      const addition = findBestAddition(costs, rest, chosen);
      if (addition.total < best.total) best = { ...addition, removed };
    }
    if (best.removed < 0) break;
    chosen[best.removed] = best.added;
    total = best.total;
  }
  return chosen.sort((a, b) => a - b);
}

/** Find the point that lowers the sum most when it is chosen too. */
function findBestAddition(
  costs: Float64Array,
  nearest: Float64Array,
  chosen: readonly number[],
): { added: number; total: number } {
  const n = nearest.length;
  let best = { added: -1, total: Number.POSITIVE_INFINITY };
  for (let j = 0; j < n; j++) {
    if (chosen.includes(j)) continue;
    let total = 0;
    for (let i = 0; i < n; i++) total += Math.min(nearest[i]!, costs[i * n + j]!);
    if (total < best.total) best = { added: j, total };
  }
  return best;
}

/** The cost of each point to the nearest chosen one. */
function measureNearest(costs: Float64Array, n: number, chosen: readonly number[]): Float64Array<ArrayBuffer> {
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (const j of chosen) for (let i = 0; i < n; i++) nearest[i] = Math.min(nearest[i]!, costs[i * n + j]!);
  return nearest;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
