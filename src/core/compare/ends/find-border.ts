/** The row before which one block, and from which the next, explains rows best. */
export interface Border {
  readonly row: number;
  /** First and last row at which the border may be as well. */
  readonly first: number;
  readonly last: number;
  /** How much better it explains the rows than the border at `known`. */
  readonly gain: number;
}

/** How much worse than the best a border may be that explains rows as well: a row or two of noise. */
const AS_GOOD = 2;
/** Difference in cost below which a row tells nothing: one block explains it less than three times as well. */
const MIN_DIFFERENCE = 1.1;

/**
 * Find the border between two blocks.
 *
 * @param before what each row costs if the first block shows it, `after` if the next one does.
 * @param known the border as it was known, a row. Of equals, the one nearest to it.
 */
export function findBorder(before: readonly number[], after: readonly number[], known: number): Border {
  const costs = [0];
  for (const [k, cost] of before.entries()) {
    const difference = cost - after[k]!;
    costs.push(costs[k]! + (Math.abs(difference) < MIN_DIFFERENCE ? 0 : difference));
  }
  const least = Math.min(...costs);
  let row = known;
  for (const [k, cost] of costs.entries()) {
    if (cost <= least + 1e-9 && (costs[row]! > least + 1e-9 || Math.abs(k - known) < Math.abs(row - known))) row = k;
  }
  const isGood = (cost: number) => cost <= least + AS_GOOD;
  return {
    row,
    first: costs.findIndex(isGood),
    last: costs.findLastIndex(isGood),
    gain: costs[known]! - least,
  };
}
