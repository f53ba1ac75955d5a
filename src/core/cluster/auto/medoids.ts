const MAX_SWAPS = 60;

/**
 * Choose `k` of n candidates such that the costs of m points to the nearest chosen one sum to least:
 * greedily, then by the best swap until none helps.
 *
 * @param costs cost of point i where candidate j is chosen, at j * m + i, shape (n, m), each >= 0.
 * @param n     1 or more.
 * @param k     1 or more. All candidates are chosen where n <= k.
 * @returns indices, rising. Of equally good choices the first is taken.
 * @see Kaufman & Rousseeuw 1990, "Partitioning Around Medoids": BUILD and SWAP. All swaps of a step
 * are compared in O(n m): Schubert & Rousseeuw 2019, "Faster k-Medoids Clustering", FastPAM1.
 */
export function chooseMedoids(costs: Float64Array, n: number, k: number): number[] {
  if (n <= k) return [...Array(n).keys()];
  const chosen: number[] = [];
  let nearest = findNearest(costs, n, chosen);
  while (chosen.length < k) {
    chosen.push(findBestAddition(costs, n, nearest, chosen));
    nearest = findNearest(costs, n, chosen);
  }
  // Of one the greedy choice is the best.
  for (let swaps = 0; k > 1 && swaps < MAX_SWAPS; swaps++) {
    const swap = findBestSwap(costs, n, nearest, chosen);
    if (swap === null) break;
    chosen[swap.place] = swap.added;
    nearest = findNearest(costs, n, chosen);
  }
  return chosen.sort((a, b) => a - b);
}

/** The chosen candidates that cost each point least, shape (m,). */
interface Nearest {
  /** Place among the chosen ones. */
  readonly places: Uint8Array;
  readonly first: Float64Array;
  /** Cost of the second nearest; infinite where one is chosen. */
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

/** Find the candidate that leaves the least sum when it is chosen too. */
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

/** A swap that changes the sum by less than this part of it only moves rounding errors. */
const LEAST_GAIN = 1e-12;

/** Find the swap that lowers the sum most; null where none does. */
function findBestSwap(
  costs: Float64Array,
  n: number,
  { places, first, second }: Nearest,
  chosen: readonly number[],
): { place: number; added: number } | null {
  const m = first.length;
  let total = 0;
  /** What the removal of each chosen one adds to the sum. */
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
      // Of the point's own nearest one: after a swap with it the point goes to the added one.
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
