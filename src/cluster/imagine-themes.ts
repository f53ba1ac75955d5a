import { createRandom } from './random.ts';

/** Some of a picture's colours, as a person might name them, and how many of those asked did. */
export interface Theme {
  /** Indices of colours, rising. */
  readonly members: readonly number[];
  readonly viewers: number;
}

/** How many are imagined. Half as many are 0.1 further from real people, a quarter as many 0.3; twice as many are no nearer. */
const VIEWERS = 512;

/**
 * Imagine viewers who each name a few colours of a picture: one after another, by its appeal times the fourth power of its distance to the
 * nearest named so far.
 *
 * That is the draw of k-means++ with its square squared: real people's themes are as diverse, as vivid and as wide in lightness as such draws
 * (docs/color.md). The viewers are the same for every picture.
 *
 * @param distances between all colours, row by row, shape (n, n).
 * @param appeal    shape (n,), each > 0.
 * @param size      colours each viewer names, 1 to n.
 * @returns the themes named, each once, the most named first.
 */
export function imagineThemes(distances: Float64Array, appeal: Float64Array, size: number): Theme[] {
  const n = appeal.length;
  const random = createRandom(1);
  const themes = new Map<number, { members: readonly number[]; viewers: number }>();
  const pulls = distances.map((distance) => distance * distance * distance * distance);
  const chances = new Float64Array(n);
  const nearest = new Float64Array(n);
  for (let viewer = 0; viewer < VIEWERS; viewer++) {
    const members: number[] = [];
    // All colours are equally far from none; later this is the fourth power of the distance to the nearest named.
    nearest.fill(1);
    while (members.length < size) {
      const named = drawOne(appeal, nearest, members, chances, random());
      for (let i = 0; i < n; i++) {
        const pull = pulls[named * n + i]!;
        if (members.length === 0 || pull < nearest[i]!) nearest[i] = pull;
      }
      members.push(named);
    }
    const key = codeMembers(members, n);
    const theme = themes.get(key);
    if (theme === undefined) themes.set(key, { members: members.sort((a, b) => a - b), viewers: 1 });
    else theme.viewers++;
  }
  return [...themes].sort(([key, a], [key2, b]) => b.viewers - a.viewers || key - key2).map(([, theme]) => theme);
}

/** Make one number of a set of colours, in whatever order they are given; `n` is how many there are, below 1500 for sets of five. */
export function codeMembers(members: readonly number[], n: number): number {
  return members.toSorted((a, b) => a - b).reduce((code, i) => code * n + i, 0);
}

/** Draw a colour not named yet. */
function drawOne(
  appeal: Float64Array,
  nearest: Float64Array,
  named: readonly number[],
  chances: Float64Array,
  random: number,
): number {
  let total = 0;
  for (let i = 0; i < appeal.length; i++) {
    chances[i] = appeal[i]! * nearest[i]!;
    total += chances[i]!;
  }
  let goal = random * total;
  let last = -1;
  for (let i = 0; i < appeal.length; i++) {
    if (chances[i] === 0) continue;
    last = i;
    goal -= chances[i]!;
    if (goal < 0) break;
  }
  if (last >= 0) return last;
  // Only colours equal to named ones are left.
  return appeal.findIndex((_, i) => !named.includes(i));
}
