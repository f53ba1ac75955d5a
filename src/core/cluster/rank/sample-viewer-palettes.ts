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
 * @returns the themes named, each once, the most named first.
 */
export function sampleViewerPalettes(distances: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const n = appeal.length;
  const pulls = distances.map((distance) => distance * distance * distance * distance);
  const themes = n <= FEW ? expectThemes(pulls, appeal, size) : drawThemes(pulls, appeal, size);
  return themes.sort((a, b) => b.viewers - a.viewers || codeMembers(a.members, n) - codeMembers(b.members, n));
}

/** Encode ascending indices below `n` as one number; exact for sets of five out of up to 1,500. */
export function codeMembers(members: readonly number[], n: number): number {
  let code = 0;
  for (const i of members) code = code * n + i;
  return code;
}

/**
 * All sets of up to `size` of `n` colours as bit masks, the smaller numbers first. So each set
 * comes after the sets that it can be made from.
 */
interface Sets {
  readonly codes: Uint16Array;
  /** Indices of the colours of each, ascending. */
  readonly members: readonly (readonly number[])[];
}

/** A cache: thousands of pictures have the same number of colours. */
const setsOf = new Map<number, Sets>();

function listSets(n: number, size: number): Sets {
  const key = n * (FEW + 1) + size;
  let sets = setsOf.get(key);
  if (sets === undefined) {
    const all = Array.from({ length: 1 << n }, (_, code) =>
      Array.from({ length: n }, (_, i) => i).filter((i) => (code >> i) & 1),
    );
    const codes = Uint16Array.from(all.keys()).filter((code) => all[code]!.length <= size);
    sets = { codes, members: Array.from(codes, (code) => all[code]!) };
    setsOf.set(key, sets);
  }
  return sets;
}

// For each set, by its code: the probability that viewers name it, and the distance of each colour
// from its nearest member. Each picture overwrites them.
const odds = new Float64Array(1 << FEW);
const nearest = new Float64Array(FEW << FEW);

/**
 * Compute how many viewers name each theme. The next colour depends only on the set of colours
 * named so far, not on their order. So the function visits the sets in order, and each passes its
 * probability on to those with one colour more: O(n) per set. Themes that fewer than {@link
 * MIN_VIEWERS} would name are left out.
 */
function expectThemes(pulls: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const n = appeal.length;
  const { codes, members } = listSets(n, size);
  odds.fill(0, 0, 1 << n);
  odds[0] = 1;
  nearest.fill(1, 0, n);
  const themes: ViewerPalette[] = [];
  for (let k = 0; k < codes.length; k++) {
    const set = codes[k]!;
    const chance = odds[set]!;
    if (chance === 0) continue;
    const named = members[k]!;
    if (named.length === size) {
      const viewers = VIEWERS * chance;
      if (viewers >= MIN_VIEWERS) themes.push({ members: named, viewers });
      continue;
    }
    let total = 0;
    for (let i = 0; i < n; i++) total += appeal[i]! * nearest[set * n + i]!;
    if (total === 0) {
      // The only colours left equal named ones.
      handOn(set, findUnnamed(n, named), chance, pulls, n);
      continue;
    }
    for (let i = 0; i < n; i++) {
      const share = appeal[i]! * nearest[set * n + i]!;
      if (share !== 0) handOn(set, i, (chance * share) / total, pulls, n);
    }
  }
  return themes;
}

/** Add to the probability of a set with one colour more. */
function handOn(set: number, added: number, chance: number, pulls: Float64Array, n: number): void {
  const larger = set | (1 << added);
  // The distances of a set to the other colours do not depend on the path to the set.
  if (odds[larger] === 0) {
    for (let i = 0; i < n; i++) {
      const before = set === 0 ? Number.POSITIVE_INFINITY : nearest[set * n + i]!;
      nearest[larger * n + i] = Math.min(before, pulls[added * n + i]!);
    }
  }
  odds[larger]! += chance;
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
