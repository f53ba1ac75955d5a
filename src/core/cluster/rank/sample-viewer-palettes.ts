import { createRandom } from '../kmeans/random.ts';

/** Some of a picture's colours, as a person might name them, and how many of those asked did. */
export interface ViewerPalette {
  /** Indices of colours, rising. */
  readonly members: readonly number[];
  /** Whole where viewers were drawn, expected where all that they could name was worked out. */
  readonly viewers: number;
}

/** How many are imagined. Half as many are 0.1 further from real people, a quarter as many 0.3; twice as many are no nearer. */
const VIEWERS = 512;
/** Up to how many colours all sets of them are worked out, which is then both exact and faster: of 7 colours 99 sets lead to 21 themes. */
const FEW = 12;
/** A theme that fewer name is as good as none among {@link VIEWERS}; of 12 colours' 792 sets of five the likeliest has more. */
const MIN_VIEWERS = 0.5;

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
export function sampleViewerPalettes(distances: Float64Array, appeal: Float64Array, size: number): ViewerPalette[] {
  const n = appeal.length;
  const pulls = distances.map((distance) => distance * distance * distance * distance);
  const themes = n <= FEW ? expectThemes(pulls, appeal, size) : drawThemes(pulls, appeal, size);
  return themes.sort((a, b) => b.viewers - a.viewers || codeMembers(a.members, n) - codeMembers(b.members, n));
}

/** Make one number of rising indices below `n`; exact for sets of five out of up to 1,500. */
export function codeMembers(members: readonly number[], n: number): number {
  let code = 0;
  for (const i of members) code = code * n + i;
  return code;
}

/** All sets of up to `size` of `n` colours, the smaller numbers first, with a bit for each colour; so each comes after those that it can be made of. */
interface Sets {
  readonly codes: Uint16Array;
  /** Indices of the colours of each, rising. */
  readonly members: readonly (readonly number[])[];
}

/** Made once: thousands of pictures have as many colours. */
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

// Of all sets, by their codes: how likely viewers come to name them, and how far each colour is from the nearest of them. Overwritten by each picture.
const odds = new Float64Array(1 << FEW);
const nearest = new Float64Array(FEW << FEW);

/**
 * Work out how many viewers name each theme. Whatever the order in which a set of colours was named, what is named next depends on the set alone; so sets
 * are gone through and each hands its chance on to those with one colour more: O(n) a set. Themes that less than half a viewer would name are left out.
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
      // Only colours equal to named ones are left.
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

/** Add to the chance of a set with one colour more. */
function handOn(set: number, added: number, chance: number, pulls: Float64Array, n: number): void {
  const larger = set | (1 << added);
  // Whichever way a set was come to, it is as near to all others.
  if (odds[larger] === 0) {
    for (let i = 0; i < n; i++) {
      const before = set === 0 ? Number.POSITIVE_INFINITY : nearest[set * n + i]!;
      nearest[larger * n + i] = Math.min(before, pulls[added * n + i]!);
    }
  }
  odds[larger]! += chance;
}

/** Draw viewers. */
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
