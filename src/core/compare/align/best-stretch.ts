/** Rows `from` to `to` and the sum of their scores. */
export interface BestStretch {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/**
 * Find the rows in a row whose scores have the highest sum.
 *
 * @param scores above 0 where a row belongs to the stretch.
 * @param count of rows: `scores` may be longer.
 * @returns the first of equals; score 0 and no rows if no score is above 0. A stretch neither begins
 *   nor ends with rows of which the sum is 0 or below.
 */
export function findBestStretch(scores: Float64Array, count: number): BestStretch {
  let sum = 0;
  let start = 0;
  let [from, to, score] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    sum += scores[i]!;
    if (sum <= 0) {
      sum = 0;
      start = i + 1;
    } else if (sum > score) {
      score = sum;
      from = start;
      to = i + 1;
    }
  }
  return { from, to, score };
}
