import { orderLeaves } from './leaf-order.ts';
import { checkMatrix, type DistanceMatrix } from './matrix.ts';

/**
 * Two groups of films that join. Groups below the number of films are single films; group
 * `films + k` is the result of the k-th join.
 */
export interface TreeJoin {
  readonly left: number;
  readonly right: number;
  /** Mean distance of the films of one group to those of the other. */
  readonly distance: number;
}

/** Films grouped by distance: the tree that a matrix shows at its side. */
export interface FilmTree {
  /** One fewer than films, nearest first. The last one holds all films. */
  readonly joins: readonly TreeJoin[];
  /**
   * All films, by index, as the leaves of the tree from left to right: similar films are side by
   * side, and no join crosses another.
   */
  readonly order: readonly number[];
}

/**
 * Group films by their distances: the two groups whose films are nearest on average join, until one
 * is left (UPGMA). The leaves are in the order in which neighbours are nearest.
 *
 * Of equal distances, the films that are listed earlier join first, so that the same matrix gives
 * the same tree. Takes time in the cube of the films, about half a second for 300.
 *
 * @throws {RangeError} when the matrix is not one of distances.
 * @see Sokal & Michener 1958, "A statistical method for evaluating systematic relationships",
 *   University of Kansas Science Bulletin 38, 1409-1438.
 */
export function buildTree(matrix: DistanceMatrix): FilmTree {
  checkMatrix(matrix);
  const joins = joinGroups(matrix);
  return { joins, order: orderLeaves(matrix, joins) };
}

function joinGroups(matrix: DistanceMatrix): TreeJoin[] {
  const films = matrix.length;
  const distances = matrix.map((row) => Float64Array.from(row));
  // The group in each row; a row whose group joined an earlier one is no longer active.
  const groups = matrix.map((_, i) => ({ id: i, size: 1 }));
  const active = matrix.map((_, i) => i);
  const joins: TreeJoin[] = [];
  while (active.length > 1) {
    const [i, j] = findNearest(active, distances);
    const [one, other] = [groups[i]!, groups[j]!];
    joins.push({ left: one.id, right: other.id, distance: distances[i]![j]! });
    const size = one.size + other.size;
    groups[i] = { id: films + joins.length - 1, size };
    active.splice(active.indexOf(j), 1);
    for (const k of active) {
      if (k === i) continue;
      const mean = (one.size * distances[i]![k]! + other.size * distances[j]![k]!) / size;
      distances[i]![k] = mean;
      distances[k]![i] = mean;
    }
  }
  return joins;
}

/** The two rows that are nearest, the first of equal ones. */
function findNearest(active: readonly number[], distances: readonly Float64Array[]): [number, number] {
  let nearest: [number, number] = [active[0]!, active[1]!];
  let least = Number.POSITIVE_INFINITY;
  for (const [at, i] of active.entries()) {
    const row = distances[i]!;
    for (let other = at + 1; other < active.length; other++) {
      const j = active[other]!;
      if (row[j]! < least) {
        least = row[j]!;
        nearest = [i, j];
      }
    }
  }
  return nearest;
}
