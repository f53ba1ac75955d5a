import { createRandom } from './random.ts';

/** Some of a picture's colours, as a person might name them, and how many of those asked did. */
export interface Theme {
  /** Indices of colours, rising. */
  readonly members: readonly number[];
  /** Whole where viewers were drawn, expected where all that they could name was worked out. */
  readonly viewers: number;
}

/** How many are imagined. Half as many are 0.1 further from real people, a quarter as many 0.3; twice as many are no nearer. */
const VIEWERS = 512;
/** Up to how many colours all sets of them are worked out, which is then both exact and faster: of 7 colours 99 sets lead to 21 themes. */
const FEW = 12;

/**
 * Imagine viewers who each name a few colours of a picture: one after another, by its appeal times the fourth power of its distance to the
 * nearest named so far.
 *
 * That is the draw of k-means++ with its square squared: real people's themes are as diverse, as vivid and as wide in lightness as such draws
 * (docs/color.md). The viewers are the same for every picture; of a picture of few colours no lots are drawn, but what viewers would name in the mean is
 * worked out.
 *
 * @param distances between all colours, row by row, shape (n, n).
 * @param appeal    shape (n,), each > 0.
 * @param size      colours each viewer names, 1 to n.
 * @returns the themes named, each once, the most named first.
 */
export function imagineThemes(distances: Float64Array, appeal: Float64Array, size: number): Theme[] {
  const n = appeal.length;
  const pulls = distances.map((distance) => distance * distance * distance * distance);
  const themes = n <= FEW ? expectThemes(pulls, appeal, size) : drawThemes(pulls, appeal, size);
  return themes
    .map((theme) => ({ theme, key: codeMembers(theme.members, n) }))
    .sort((a, b) => b.theme.viewers - a.theme.viewers || a.key - b.key)
    .map(({ theme }) => theme);
}

/** Make one number of rising indices below `n`; exact for sets of five out of up to 1,500. */
export function codeMembers(members: readonly number[], n: number): number {
  let code = 0;
  for (const i of members) code = code * n + i;
  return code;
}

/**
 * Work out how many viewers name each theme. Whatever the order in which a set of colours was named, what is named next depends on the set alone; so sets
 * are gone through, as numbers with a bit for each colour, and each hands its chance on to those with one colour more: O(2^n n).
 */
function expectThemes(pulls: Float64Array, appeal: Float64Array, size: number): Theme[] {
  const n = appeal.length;
  const odds = new Float64Array(1 << n);
  odds[0] = 1;
  const chances = new Float64Array(n);
  const themes: Theme[] = [];
  const members: number[] = [];
  for (let set = 0; set < odds.length; set++) {
    if (odds[set] === 0) continue;
    members.length = 0;
    for (let i = 0; i < n; i++) if ((set >> i) & 1) members.push(i);
    if (members.length === size) {
      themes.push({ members: members.slice(), viewers: VIEWERS * odds[set]! });
      continue;
    }
    const total = measureChances(members, pulls, appeal, chances);
    if (total === 0) odds[set | (1 << findUnnamed(n, members))]! += odds[set]!;
    const share = odds[set]! / total;
    for (let i = 0; i < n; i++) if (chances[i] !== 0) odds[set | (1 << i)]! += share * chances[i]!;
  }
  return themes;
}

/** Draw viewers. */
function drawThemes(pulls: Float64Array, appeal: Float64Array, size: number): Theme[] {
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

/** Measure how likely each colour is named next, into `chances`: 0 for those named and their equals. Returns the sum. */
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

/** Draw a colour not named yet: those named have no chance left. */
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

/** Where only colours equal to named ones are left, the first of them. */
function findUnnamed(n: number, named: readonly number[]): number {
  let i = 0;
  while (i < n && named.includes(i)) i++;
  return i;
}
