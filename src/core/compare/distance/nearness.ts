/**
 * Find the share of pairs of films that are farther apart than two films are: 0.996 for "nearer
 * than 99.6 % of pairs of films".
 *
 * @param distance of the two films.
 * @param pairs distances of many pairs of films, ascending, at least one; by the same measure.
 * @returns 0 to 1. Pairs that are exactly as far apart do not count as farther.
 * @throws {RangeError} when there is no pair, or `distance` is not a number.
 */
export function findNearness(distance: number, pairs: readonly number[] | Float64Array): number {
  if (pairs.length === 0) throw new RangeError('`pairs`: expected at least one distance, got none');
  if (Number.isNaN(distance)) throw new RangeError('`distance`: expected a number, got NaN');
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle]! <= distance) low = middle + 1;
    else high = middle;
  }
  return (pairs.length - low) / pairs.length;
}
