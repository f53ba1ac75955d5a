import type { DistanceMatrix } from './matrix.ts';

/** Two groups that join, numbered as in `FilmTree`. */
interface Join {
  readonly left: number;
  readonly right: number;
}

/** The films of the two halves of a group, by index; of a single film, both hold it. */
interface Halves {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Order the leaves of a tree so that the sum of distances of neighbours is the least of all orders
 * in which no join crosses another. Takes time in the cube of the films.
 *
 * @param joins as in `FilmTree`.
 * @returns all films by index. Of an order and its reverse, the one that starts with the earlier
 *   film.
 * @see Bar-Joseph, Gifford, Jaakkola 2001, "Fast optimal leaf ordering for hierarchical
 *   clustering", Bioinformatics 17, S22-S29.
 */
export function orderLeaves(matrix: DistanceMatrix, joins: readonly Join[]): number[] {
  if (joins.length === 0) return matrix.map((_, i) => i);
  const groups: Halves[] = matrix.map((_, i) => ({ left: [i], right: [i] }));
  // sums[u][w]: the least sum of the smallest group that holds both films, when they are its ends.
  const sums = matrix.map(() => new Float64Array(matrix.length));
  for (const { left, right } of joins) {
    const [one, other] = [groups[left]!, groups[right]!];
    fillSums(one, other, matrix, sums);
    groups.push({ left: listFilms(one), right: listFilms(other) });
  }

  const order = (group: number, first: number, last: number): number[] => {
    if (group < matrix.length) return [first];
    if (!groups[group]!.left.includes(first)) return order(group, last, first).reverse();
    const { left, right } = joins[group - matrix.length]!;
    const before = findOtherEnds(groups[left]!, first);
    const after = findOtherEnds(groups[right]!, last);
    const [m, k] = findLeast(before, after, (m, k) => sums[first]![m]! + matrix[m]![k]! + sums[k]![last]!);
    return [...order(left, first, m), ...order(right, k, last)];
  };

  const { left, right } = groups.at(-1)!;
  const leaves = order(groups.length - 1, ...findLeast(left, right, (first, last) => sums[first]![last]!));
  return leaves[0]! < leaves.at(-1)! ? leaves : leaves.reverse();
}

const listFilms = ({ left, right }: Halves): number[] => (left[0] === right[0] ? [...left] : [...left, ...right]);

/** The films that can be at the other end when this film is at one end of the group. */
const findOtherEnds = ({ left, right }: Halves, film: number): readonly number[] =>
  left.includes(film) ? right : left;

/** Fill in the sums of all orders that start in one group and end in the other. */
function fillSums(one: Halves, other: Halves, matrix: DistanceMatrix, sums: readonly Float64Array[]): void {
  const starts = listFilms(one);
  const ends = listFilms(other).map((film) => ({ film, begins: findOtherEnds(other, film) }));
  // The least sum from the start to each film at which the other group can begin.
  const reached = new Float64Array(matrix.length);
  for (const start of starts) {
    const row = sums[start]!;
    const turns = findOtherEnds(one, start);
    for (const { film: begin } of ends) {
      let least = Number.POSITIVE_INFINITY;
      for (const turn of turns) least = Math.min(least, row[turn]! + matrix[turn]![begin]!);
      reached[begin] = least;
    }
    for (const { film: end, begins } of ends) {
      let least = Number.POSITIVE_INFINITY;
      for (const begin of begins) least = Math.min(least, reached[begin]! + sums[begin]![end]!);
      row[end] = least;
      sums[end]![start] = least;
    }
  }
}

/** Find the pair with the least value, the first of equal ones. */
function findLeast(
  ones: readonly number[],
  others: readonly number[],
  measure: (one: number, other: number) => number,
): [number, number] {
  let found: [number, number] = [ones[0]!, others[0]!];
  let least = Number.POSITIVE_INFINITY;
  for (const one of ones) {
    for (const other of others) {
      const value = measure(one, other);
      if (value >= least) continue;
      least = value;
      found = [one, other];
    }
  }
  return found;
}
