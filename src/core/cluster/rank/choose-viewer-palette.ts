import { codeMembers, type ViewerPalette } from './sample-viewer-palettes.ts';

/** Number of themes from which the search starts. */
const STARTS = 8;
const MAX_ROUNDS = 20;
const MAX_PLACES = 8;
// For each matching: the members and places that remain, the distances between them, and the place
// that each member is matched with. For each set of places: the least sum, and the place matched
// last. The next matching overwrites them.
const others = new Uint32Array(MAX_PLACES);
const places = new Uint8Array(MAX_PLACES);
const costs = new Float64Array(MAX_PLACES * MAX_PLACES);
const placeOfOther = new Uint8Array(MAX_PLACES);
const sums = new Float64Array(1 << MAX_PLACES);
const lastPlace = new Uint8Array(1 << MAX_PLACES);
/** Number of bits set in each number, for up to {@link MAX_PLACES} bits. */
const SET_SIZES = Uint8Array.from({ length: 1 << MAX_PLACES }, (_, set) => set.toString(2).replaceAll('0', '').length);

/**
 * Choose the colours that are nearest to those that viewers name, matched one to one.
 *
 * The function matches each theme's colours with the chosen ones so that the sum of distances is
 * least. Then it replaces each chosen colour by the one nearest to all that were matched with it.
 * It repeats both steps until nothing improves. This is k-medians with as many clusters as viewers
 * name colours, and the same number of members from each theme.
 *
 * @param distances between all colours, row by row, shape (n, n).
 * @param themes all of one size, 1 to 8; at least one.
 * @returns indices of different colours, ascending.
 */
export function chooseViewerPalette(distances: Float64Array, themes: readonly ViewerPalette[]): number[] {
  const n = Math.round(Math.sqrt(distances.length));
  const size = themes[0]!.members.length;
  const matchAll = createMatching(distances, n, themes);
  const matched = new Float64Array(size * n);
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  // Most searches soon reach the same choice. The result of a choice that was tried before is
  // known.
  const tried = new Set<number>();
  for (let start = 0; start < Math.min(STARTS, themes.length); start++) {
    let chosen = themes[start]!.members;
    let sum = Number.POSITIVE_INFINITY;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const key = codeMembers(chosen, n);
      if (tried.has(key)) break;
      tried.add(key);
      const now = matchAll(chosen, matched);
      if (now < least) {
        least = now;
        best = chosen;
      }
      if (now >= sum) break;
      sum = now;
      chosen = findMedians(distances, matched, size, n);
    }
  }
  return [...best];
}

/**
 * For each place, the colour that is nearest to all that were matched with it and is not taken yet;
 * ascending.
 */
function findMedians(distances: Float64Array, matched: Float64Array, size: number, n: number): number[] {
  const chosen: number[] = [];
  for (let place = 0; place < size; place++) {
    let median = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      if (chosen.includes(i)) continue;
      let cost = 0;
      for (let j = 0; j < n; j++) cost += matched[place * n + j]! * distances[i * n + j]!;
      if (cost >= least) continue;
      least = cost;
      median = i;
    }
    chosen.push(median);
  }
  return chosen.sort((a, b) => a - b);
}

/**
 * Create a function that matches the members of every theme with the chosen colours at the least
 * sum of distances. It counts in `matched`, shape (size, n), the viewers whose members were matched
 * with each place. It returns the sum over all viewers.
 *
 * Distances obey the triangle inequality, so a member that is itself chosen is matched with itself:
 * to exchange its partner for its own colour never costs more. The others are matched by dynamic
 * programming over sets of the remaining places: O(2^m m) for m of them.
 */
function createMatching(
  distances: Float64Array,
  n: number,
  themes: readonly ViewerPalette[],
): (chosen: readonly number[], matched: Float64Array) => number {
  const size = themes[0]!.members.length;
  const placeOf = new Int8Array(n);
  return (chosen, matched) => {
    matched.fill(0);
    placeOf.fill(-1);
    for (let place = 0; place < size; place++) placeOf[chosen[place]!] = place;
    let total = 0;
    for (const { members, viewers } of themes) {
      let left = 0;
      let taken = 0;
      for (let k = 0; k < size; k++) {
        const member = members[k]!;
        const place = placeOf[member]!;
        if (place < 0) {
          others[left++] = member;
          continue;
        }
        matched[place * n + member]! += viewers;
        taken |= 1 << place;
      }
      if (left === 0) continue;
      for (let place = 0, k = 0; k < left; place++) if (((taken >> place) & 1) === 0) places[k++] = place;
      if (left === 1) {
        matched[places[0]! * n + others[0]!]! += viewers;
        total += viewers * distances[others[0]! * n + chosen[places[0]!]!]!;
        continue;
      }
      for (let k = 0; k < left; k++) {
        const row = others[k]! * n;
        for (let place = 0; place < left; place++) costs[k * left + place] = distances[row + chosen[places[place]!]!]!;
      }
      total += viewers * (left === 2 ? matchTwo() : left === 3 ? matchThree() : matchMany(left));
      for (let k = 0; k < left; k++) matched[places[placeOfOther[k]!]! * n + others[k]!]! += viewers;
    }
    return total;
  };
}

/** Match `left` members and places at the least sum of `costs`, by dynamic programming. */
function matchMany(left: number): number {
  const all = (1 << left) - 1;
  sums.fill(Number.POSITIVE_INFINITY, 0, all + 1);
  sums[0] = 0;
  for (let from = 0; from < all; from++) {
    const row = SET_SIZES[from]! * left;
    for (let k = 0; k < left; k++) {
      const set = from | (1 << k);
      if (set === from) continue;
      const sum = sums[from]! + costs[row + k]!;
      if (sum >= sums[set]!) continue;
      sums[set] = sum;
      lastPlace[set] = k;
    }
  }
  for (let set = all; set !== 0; ) {
    const k = lastPlace[set]!;
    placeOfOther[SET_SIZES[set]! - 1] = k;
    set &= ~(1 << k);
  }
  return sums[all]!;
}

// Two and three are by far the most frequent. They add and compare in the order of `matchMany`, so
// that equal sums give the same matching.

function matchTwo(): number {
  const straight = costs[0]! + costs[3]!;
  const crossed = costs[1]! + costs[2]!;
  const first = crossed < straight ? 1 : 0;
  placeOfOther[0] = first;
  placeOfOther[1] = 1 - first;
  return first === 0 ? straight : crossed;
}

function matchThree(): number {
  // The least sum of the first two members in the places 0 and 1, 0 and 2, 1 and 2.
  const [one, other] = [costs[0]! + costs[4]!, costs[1]! + costs[3]!];
  const low = (other < one ? other : one) + costs[8]!;
  const [two, third] = [costs[0]! + costs[5]!, costs[2]! + costs[3]!];
  const middle = (third < two ? third : two) + costs[7]!;
  const [four, fifth] = [costs[1]! + costs[5]!, costs[2]! + costs[4]!];
  const high = (fifth < four ? fifth : four) + costs[6]!;
  if (high < low && high < middle) return setPlaces(fifth < four ? 2 : 1, fifth < four ? 1 : 2, 0, high);
  if (middle < low) return setPlaces(third < two ? 2 : 0, third < two ? 0 : 2, 1, middle);
  return setPlaces(other < one ? 1 : 0, other < one ? 0 : 1, 2, low);
}

function setPlaces(first: number, second: number, third: number, sum: number): number {
  placeOfOther[0] = first;
  placeOfOther[1] = second;
  placeOfOther[2] = third;
  return sum;
}
