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
  const pulls = distances.map((distance) => distance * distance * distance * distance);
  const themes = new Map<number, { members: readonly number[]; viewers: number }>();
  const nearest = new Float64Array(n);
  const chances = new Float64Array(n);
  const appealOfAll = appeal.reduce((sum, value) => sum + value, 0);
  for (let viewer = 0; viewer < VIEWERS; viewer++) {
    const members: number[] = [];
    nearest.fill(Number.POSITIVE_INFINITY);
    chances.set(appeal);
    let total = appealOfAll;
    while (members.length < size) {
      const named = drawOne(chances, random() * total, members);
      members.push(named);
      total = 0;
      for (let i = 0; i < n; i++) {
        nearest[i] = Math.min(nearest[i]!, pulls[named * n + i]!);
        chances[i] = appeal[i]! * nearest[i]!;
        total += chances[i]!;
      }
    }
    members.sort((a, b) => a - b);
    const key = codeMembers(members, n);
    const theme = themes.get(key);
    if (theme === undefined) themes.set(key, { members, viewers: 1 });
    else theme.viewers++;
  }
  return [...themes].sort(([key, a], [key2, b]) => b.viewers - a.viewers || key - key2).map(([, theme]) => theme);
}

/** Make one number of rising indices below `n`; exact for sets of five out of up to 1,500. */
export function codeMembers(members: readonly number[], n: number): number {
  let code = 0;
  for (const i of members) code = code * n + i;
  return code;
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
  // Where only colours equal to named ones are left, the first of them.
  return last >= 0 ? last : chances.findIndex((_, i) => !named.includes(i));
}
