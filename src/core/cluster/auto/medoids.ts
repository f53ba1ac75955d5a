const MAX_SWAPS = 60;

/**
 * Choose `k` of n candidates such that the sum of the costs of m points, each to its nearest chosen
 * candidate, is least. The choice is greedy at first. Then the best swap is applied until no swap
 * lowers the sum.
 *
 * @param costs cost of point i when candidate j is chosen, at j * m + i, shape (n, m), each >= 0.
 * @param n 1 or more.
 * @param k 1 or more. All candidates are chosen when n <= k.
 * @returns indices, ascending. Of equally good choices, the first is returned.
 * @see Kaufman & Rousseeuw 1990, "Partitioning Around Medoids": BUILD and SWAP. All swaps of a step
 *   are compared in O(n m): Schubert & Rousseeuw 2019, "Faster k-Medoids Clustering", FastPAM1.
 */
export function chooseMedoids(costs: Float64Array, n: number, k: number): number[] {
  if (n <= k) return [...Array(n).keys()];
  const chosen: number[] = [];
  let nearest = findNearest(costs, n, chosen);
  while (chosen.length < k) {
    chosen.push(findBestAddition(costs, n, nearest, chosen));
    nearest = findNearest(costs, n, chosen);
  }
  // For a single medoid, the greedy choice is the best.
  for (let swaps = 0; k > 1 && swaps < MAX_SWAPS; swaps++) {
    const swap = findBestSwap(costs, n, nearest, chosen);
    if (swap === null) break;
    chosen[swap.place] = swap.added;
    nearest = findNearest(costs, n, chosen);
  }
  return chosen.sort((a, b) => a - b);
}

/** For each point, its chosen candidates of least cost, shape (m,). */
interface Nearest {
  /** Index in the list of chosen candidates. */
  readonly places: Uint8Array;
  readonly first: Float64Array;
  /** Cost of the second nearest; infinite when only one is chosen. */
  readonly second: Float64Array;
}

function findNearest(costs: Float64Array, n: number, chosen: readonly number[]): Nearest {
  const m = costs.length / n;
  const places = new Uint8Array(m);
  const first = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
  const second = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
  for (const [place, j] of chosen.entries()) {
    for (let i = 0; i < m; i++) {
      const cost = costs[j * m + i]!;
      if (cost < first[i]!) {
        second[i] = first[i]!;
        first[i] = cost;
        places[i] = place;
      } else if (cost < second[i]!) second[i] = cost;
    }
  }
  return { places, first, second };
}

/** Find the candidate whose addition gives the least sum. */
function findBestAddition(costs: Float64Array, n: number, { first }: Nearest, chosen: readonly number[]): number {
  const m = first.length;
  let [added, least] = [-1, Number.POSITIVE_INFINITY];
  for (let j = 0; j < n; j++) {
    if (chosen.includes(j)) continue;
    let total = 0;
    for (let i = 0; i < m; i++) total += Math.min(first[i]!, costs[j * m + i]!);
    if (total >= least) continue;
    least = total;
    added = j;
  }
  return added;
}

/** A swap that changes the sum by less than this share of it only moves rounding errors. */
const LEAST_GAIN = 1e-12;

/** Find the swap that lowers the sum most; null when none does. */
function findBestSwap(
  costs: Float64Array,
  n: number,
  { places, first, second }: Nearest,
  chosen: readonly number[],
): { place: number; added: number } | null {
  const m = first.length;
  let total = 0;
  /** How much the removal of each chosen candidate adds to the sum. */
  const removals = new Float64Array(chosen.length);
  for (let i = 0; i < m; i++) {
    total += first[i]!;
    removals[places[i]!]! += second[i]! - first[i]!;
  }
  let [place, added, best] = [-1, -1, -LEAST_GAIN * total];
  const changes = new Float64Array(chosen.length);
  for (let j = 0; j < n; j++) {
    if (chosen.includes(j)) continue;
    changes.set(removals);
    let addition = 0;
    for (let i = 0; i < m; i++) {
      const cost = costs[j * m + i]!;
      if (cost >= second[i]!) continue;
      // If the swap removes the nearest candidate of the point, the point goes to the added one.
      if (cost < first[i]!) {
        addition += cost - first[i]!;
        changes[places[i]!]! += first[i]! - second[i]!;
      } else changes[places[i]!]! += cost - second[i]!;
    }
    for (let p = 0; p < changes.length; p++) {
      if (changes[p]! + addition >= best) continue;
      best = changes[p]! + addition;
      place = p;
      added = j;
    }
  }
  return place < 0 ? null : { place, added };
}
