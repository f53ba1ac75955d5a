import { codeMembers, type Theme } from './imagine-themes.ts';

/** The themes from which the search sets out. */
const STARTS = 8;
const MOST_ROUNDS = 20;

/**
 * Choose the colours that come nearest to what viewers name, matched one to one.
 *
 * Each theme's colours are matched with the chosen ones so that the sum of distances is least; then each chosen colour gives way to the one nearest to
 * all that were matched with it, until nothing improves: k-medians with as many clusters as colours are named, and as many members of each theme.
 *
 * @param distances between all colours, row by row, shape (n, n).
 * @param themes    all of one size, 1 to 8; at least one.
 * @returns indices of different colours, rising.
 */
export function chooseTheme(distances: Float64Array, themes: readonly Theme[]): number[] {
  const n = Math.round(Math.sqrt(distances.length));
  const size = themes[0]!.members.length;
  const matching = createMatching(distances, n, size);
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  // Most searches meet soon: what follows from a choice is known once it has been tried.
  const tried = new Set<number>();
  for (const { members } of themes.slice(0, STARTS)) {
    let chosen = members;
    let sum = Number.POSITIVE_INFINITY;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const key = codeMembers(
        chosen.toSorted((a, b) => a - b),
        n,
      );
      if (tried.has(key)) break;
      tried.add(key);
      const costs = new Float64Array(size * n);
      let now = 0;
      for (const theme of themes) now += theme.viewers * matching(theme.members, chosen, theme.viewers, costs);
      if (now < least) {
        least = now;
        best = chosen;
      }
      if (now >= sum) break;
      sum = now;
      chosen = findMedians(costs, size, n);
    }
  }
  return [...best].sort((a, b) => a - b);
}

/** For each place the colour that costs least and is not taken yet. */
function findMedians(costs: Float64Array, size: number, n: number): number[] {
  const chosen: number[] = [];
  for (let place = 0; place < size; place++) {
    let median = -1;
    for (let i = 0; i < n; i++) {
      if (chosen.includes(i)) continue;
      if (median < 0 || costs[place * n + i]! < costs[place * n + median]!) median = i;
    }
    chosen.push(median);
  }
  return chosen;
}

/**
 * Make a function that matches the members of a theme with the chosen colours at the least sum of distances, adds to `costs` what each colour would
 * cost in the place its member was matched with, and returns the sum. By dynamic programming over sets of places: O(2^size size).
 */
function createMatching(
  distances: Float64Array,
  n: number,
  size: number,
): (members: readonly number[], chosen: readonly number[], viewers: number, costs: Float64Array) => number {
  const all = (1 << size) - 1;
  const sums = new Float64Array(1 << size);
  const lastPlace = new Uint8Array(1 << size);
  const counts = Uint8Array.from(sums, (_, set) => set.toString(2).replaceAll('0', '').length);
  return (members, chosen, viewers, costs) => {
    sums.fill(Number.POSITIVE_INFINITY);
    sums[0] = 0;
    for (let taken = 0; taken < all; taken++) {
      const row = members[counts[taken]!]! * n;
      for (let place = 0; place < size; place++) {
        const set = taken | (1 << place);
        if (set === taken) continue;
        const sum = sums[taken]! + distances[row + chosen[place]!]!;
        if (sum >= sums[set]!) continue;
        sums[set] = sum;
        lastPlace[set] = place;
      }
    }
    for (let set = all; set !== 0; ) {
      const place = lastPlace[set]!;
      const row = members[counts[set]! - 1]! * n;
      for (let i = 0; i < n; i++) costs[place * n + i]! += viewers * distances[row + i]!;
      set &= ~(1 << place);
    }
    return sums[all]!;
  };
}
