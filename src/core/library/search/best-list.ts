/** The best of many items, best first: at most a fixed number. */
export interface BestList<Item> {
  readonly items: readonly Item[];
  /** Whether an item of this score might be among them. */
  admits(score: number): boolean;
  add(item: Item): void;
}

/**
 * Create a list of the best items.
 *
 * @param compare orders better items first, and no two alike, so that the order in which they are
 *   added does not matter.
 */
export function createBestList<Item extends { readonly score: number }>(
  limit: number,
  compare: (one: Item, other: Item) => number,
): BestList<Item> {
  const items: Item[] = [];
  return {
    items,
    admits: (score) => items.length < limit || score >= items.at(-1)!.score,
    add(item) {
      let low = 0;
      let high = items.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(items[middle]!, item) < 0) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, item);
      if (items.length > limit) items.pop();
    },
  };
}
