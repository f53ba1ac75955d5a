import { createRandom } from '../kmeans/random.ts';

/** Some of a picture's colours, as a person might name them, and the number of viewers who did. */
export interface ViewerPalette {
  /** Indices of colours, ascending. */
  readonly members: readonly number[];
  /**
   * A whole number when viewers were drawn; an expected number when all possible sets were
   * computed.
   */
  readonly viewers: number;
}

/**
 * Number of simulated viewers. With half as many, the result is 0.1 further from real people, with
 * a quarter 0.3; twice as many bring it no nearer.
 */
const VIEWERS = 512;
/**
 * Up to this number of colours, all their sets are computed, which is exact and faster: for 7
 * colours, 99 sets lead to 21 themes.
 */
const FEW = 12;
/**
 * A theme that fewer viewers name is negligible among {@link VIEWERS}; of 12 colours' 792 sets of
 * five, the most likely has more.
 */
const MIN_VIEWERS = 0.5;

/**
 * Simulate viewers who each name a few colours of a picture, one after another. Each colour is
 * drawn by its appeal times the fourth power of its distance to the nearest colour named so far.
 *
 * This is the draw of k-means++ with its square squared. The themes of real people are as diverse,
 * as vivid and as wide in lightness as such draws (docs/color.md). The viewers are the same for
 * every picture. For a picture of few colours the function draws nothing and computes the expected
 * themes.
 *
 * @param distances between all colours, row by row, shape (n, n).
 * @param appeal shape (n,), each > 0.
 * @param size colours that each viewer names, 1 to n.
 * @returns the themes named, each once, the most named first; valid until the next call.
 */
export function sampleViewerPalettes(distances: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const n = appeal.length;
  const pulls = n <= FEW ? fewPulls : new Float64Array(distances.length);
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i]!;
    pulls[i] = distance * distance * distance * distance;
  }
  if (n <= FEW) return expectThemes(pulls, appeal, size);
  const themes = drawThemes(pulls, appeal, size);
  return themes.sort((a, b) => b.viewers - a.viewers || codeMembers(a.members, n) - codeMembers(b.members, n));
}

/** Encode ascending indices below `n` as one number; exact for sets of five out of up to 1,500. */
export function codeMembers(members: readonly number[], n: number): number {
  let code = 0;
  for (const i of members) code = code * n + i;
  return code;
}

/**
 * All sets of up to `size` of `n` colours, by number: the empty one, then the smaller ones in an
 * order in which each comes after the sets that it can be made from, then those of `size` colours.
 *
 * The links are the steps from smaller sets to those with one colour more, set by set.
 */
interface Sets {
  /** Number of sets of fewer colours than `size`. */
  readonly smaller: number;
  /** First link of each smaller set, and the end. */
  readonly links: Uint32Array;
  /** Of each link: the colour that is added, and the set that results. */
  readonly added: Uint8Array;
  readonly results: Uint16Array;
  /**
   * Of each link of a set that was made by adding its last colour to another: the link of that set
   * for the same colour, and the place of the pair of both colours in an (n, n) array. Links of the
   * empty set and of its successors have a link that does not exist, at the end.
   */
  readonly before: Uint32Array;
  readonly pairs: Uint8Array;
  /** The sets of `size` colours. Each picture overwrites their viewers. */
  readonly themes: readonly { readonly members: readonly number[]; viewers: number }[];
  /** `codeMembers` of each. */
  readonly codes: Float64Array;
}

/** A cache: thousands of pictures have the same number of colours. */
const setsOf = new Map<number, Sets>();

function listSets(n: number, size: number): Sets {
  const key = n * (FEW + 1) + size;
  let sets = setsOf.get(key);
  if (sets === undefined) {
    sets = makeSets(n, size);
    setsOf.set(key, sets);
  }
  return sets;
}

function makeSets(n: number, size: number): Sets {
  const masks: number[] = [];
  const whole: number[] = [];
  for (let mask = 0; mask < 1 << n; mask++) {
    const colors = countBits(mask);
    if (colors < size) masks.push(mask);
    else if (colors === size) whole.push(mask);
  }
  const numbers = new Uint16Array(1 << n);
  for (let k = 0; k < masks.length; k++) numbers[masks[k]!] = k;
  for (let k = 0; k < whole.length; k++) numbers[whole[k]!] = masks.length + k;
  const links = new Uint32Array(masks.length + 1);
  for (let k = 0; k < masks.length; k++) links[k + 1] = links[k]! + n - countBits(masks[k]!);
  const count = links[masks.length]!;
  const [added, pairs] = [new Uint8Array(count), new Uint8Array(count)];
  const [results, before] = [new Uint16Array(count), new Uint32Array(count)];
  for (let k = 0, link = 0; k < masks.length; k++) {
    const mask = masks[k]!;
    const last = 31 - Math.clz32(mask);
    const rest = mask & ~(1 << last);
    const restNumber = numbers[rest]!;
    for (let color = 0; color < n; color++) {
      if ((mask >> color) & 1) continue;
      added[link] = color;
      results[link] = numbers[mask | (1 << color)]!;
      // The colours that a set lacks are in ascending order, so their number is the place.
      const place = color - countBits(rest & ((1 << color) - 1));
      before[link] = rest === 0 ? count : links[restNumber]! + place;
      pairs[link] = Math.max(0, last) * n + color;
      link++;
    }
  }
  // A fraction, so that the field never changes from whole numbers to others, which costs V8 time.
  const themes = whole.map((mask) => ({ members: listMembers(mask, n), viewers: MIN_VIEWERS }));
  const codes = Float64Array.from(themes, ({ members }) => codeMembers(members, n));
  return { smaller: masks.length, links, added, results, before, pairs, themes, codes };
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function listMembers(mask: number, n: number): number[] {
  const members: number[] = [];
  for (let i = 0; i < n; i++) if ((mask >> i) & 1) members.push(i);
  return members;
}

// The fourth powers of the distances. For each set the probability that viewers name it. For each link the distance of its colour from
// the nearest member of its set, and its weight. Each picture overwrites them.
const fewPulls = new Float64Array(FEW * FEW);
const odds = new Float64Array(1 << FEW);
const nearest = new Float64Array(FEW << FEW);
const weights = new Float64Array(FEW << FEW);

/**
 * Compute how many viewers name each theme. The next colour depends only on the set of colours
 * named so far, not on their order. So the function visits the sets in order, and each passes its
 * probability on to those with one colour more: O(n) per set. Themes that fewer than {@link
 * MIN_VIEWERS} would name are left out.
 */
function expectThemes(pulls: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const sets = listSets(appeal.length, size);
  const { smaller, links, added, results, before, pairs, themes } = sets;
  odds.fill(0, 0, smaller + themes.length);
  odds[0] = 1;
  nearest[links[smaller]!] = Number.POSITIVE_INFINITY;
  for (let set = 0; set < smaller; set++) {
    const [first, end] = [links[set]!, links[set + 1]!];
    let total = 0;
    for (let link = first; link < end; link++) {
      const distance = set === 0 ? 1 : Math.min(nearest[before[link]!]!, pulls[pairs[link]!]!);
      const weight = appeal[added[link]!]! * distance;
      nearest[link] = distance;
      weights[link] = weight;
      total += weight;
    }
    const chance = odds[set]!;
    if (chance === 0) continue;
    if (total === 0) {
      // The only colours left equal named ones.
      odds[results[first]!]! += chance;
      continue;
    }
    for (let link = first; link < end; link++) odds[results[link]!]! += (chance * weights[link]!) / total;
  }
  const named: number[] = [];
  for (let k = 0; k < themes.length; k++) {
    const viewers = VIEWERS * odds[smaller + k]!;
    if (viewers < MIN_VIEWERS) continue;
    themes[k]!.viewers = viewers;
    named.push(k);
  }
  sortByOdds(named, sets);
  return named.map((k) => themes[k]!);
}

// For `sortByOdds`: probabilities, and the same numbers as two words each.
const keys = new Float64Array(1 << FEW);
const words = new Uint32Array(keys.buffer);
/** The low word of a number comes first on nearly all machines. */
const LOW = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;

/**
 * Sort sets of whole themes by their probability, the largest first, and equal ones by the codes of
 * their members.
 *
 * A comparison function takes as long as all else. So numbers are sorted that hold the place of
 * their set in their last bits, and then the few that this put in the wrong order.
 */
function sortByOdds(themes: number[], { smaller, codes }: Sets): void {
  const n = themes.length;
  const lastBits = (1 << FEW) - 1;
  for (let i = 0; i < n; i++) {
    keys[i] = odds[smaller + themes[i]!]!;
    words[2 * i + LOW] = (words[2 * i + LOW]! & ~lastBits) | i;
  }
  keys.subarray(0, n).sort();
  const unsorted = themes.slice();
  for (let i = 0; i < n; i++) {
    const theme = unsorted[words[2 * (n - 1 - i) + LOW]! & lastBits]!;
    const chance = odds[smaller + theme]!;
    let place = i;
    for (; place > 0; place--) {
      const before = themes[place - 1]!;
      const other = odds[smaller + before]!;
      if (other > chance || (other === chance && codes[before]! < codes[theme]!)) break;
      themes[place] = before;
    }
    themes[place] = theme;
  }
}

/** Draw the themes of simulated viewers. */
function drawThemes(pulls: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const n = appeal.length;
  const random = createRandom(1);
  const themes = new Map<number, { members: readonly number[]; viewers: number }>();
  const chances = new Float64Array(n);
  for (let viewer = 0; viewer < VIEWERS; viewer++) {
    const members: number[] = [];
    while (members.length < size) {
      const total = measureChances(members, pulls, appeal, chances);
      members.push(drawOne(chances, random() * total, members));
    }
    members.sort((a, b) => a - b);
    const key = codeMembers(members, n);
    const theme = themes.get(key);
    if (theme === undefined) themes.set(key, { members, viewers: 1 });
    else theme.viewers++;
  }
  return [...themes.values()];
}

/**
 * Fill `chances` with the probability that each colour is named next: 0 for named ones and their
 * equals. Returns the sum.
 */
function measureChances(
  named: readonly number[],
  pulls: Float64Array,
  appeal: Float64Array,
  chances: Float64Array,
): number {
  const n = appeal.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let nearest = named.length === 0 ? 1 : Number.POSITIVE_INFINITY;
    for (let k = 0; k < named.length; k++) {
      const pull = pulls[named[k]! * n + i]!;
      if (pull < nearest) nearest = pull;
    }
    chances[i] = appeal[i]! * nearest;
    total += chances[i]!;
  }
  return total;
}

/** Draw a colour that is not named yet: named ones have probability 0. */
function drawOne(chances: Float64Array, random: number, named: readonly number[]): number {
  let goal = random;
  let last = -1;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    last = i;
    goal -= chances[i]!;
    if (goal < 0) break;
  }
  return last >= 0 ? last : findUnnamed(chances.length, named);
}

/** Find the first colour that is not named, when the only colours left equal named ones. */
function findUnnamed(n: number, named: readonly number[]): number {
  let i = 0;
  while (i < n && named.includes(i)) i++;
  return i;
}
