/**
 * Distances of any number of films: row i, column j is the distance of films i and j. Square and
 * symmetric, 0 on the diagonal.
 */
export type DistanceMatrix = readonly (readonly number[])[];

/**
 * Measure the distance of each pair of films.
 *
 * @param films any number.
 * @param measure is called once per pair, with the film that is listed earlier first; it must not
 *   depend on their order.
 */
export function measureMatrix<Film>(
  films: readonly Film[],
  measure: (one: Film, other: Film) => number,
): DistanceMatrix {
  const rows = films.map(() => new Array<number>(films.length).fill(0));
  for (const [i, one] of films.entries()) {
    for (let j = i + 1; j < films.length; j++) {
      const distance = measure(one, films[j]!);
      rows[i]![j] = distance;
      rows[j]![i] = distance;
    }
  }
  return rows;
}

/**
 * Check that a matrix is one of distances.
 *
 * @throws {RangeError} when it is not square and symmetric, or has a distance that is negative or
 *   not finite, or one other than 0 on the diagonal.
 */
export function checkMatrix(matrix: DistanceMatrix): void {
  for (const [i, row] of matrix.entries()) {
    if (row.length !== matrix.length) {
      throw new RangeError(`\`matrix\`: expected ${matrix.length} values in row ${i}, got ${row.length}`);
    }
    for (const [j, distance] of row.entries()) {
      const isDistance = Number.isFinite(distance) && distance >= 0 && (i !== j || distance === 0);
      if (!isDistance || distance !== matrix[j]![i]) {
        const expected = i === j ? '0' : `a distance from 0 up, equal to that in row ${j}, column ${i}`;
        throw new RangeError(`\`matrix\`: expected ${expected} in row ${i}, column ${j}, got ${distance}`);
      }
    }
  }
}
