/** Find an element of the page by its id. */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id) as Element | null;
  if (element instanceof kind) return element;
  throw new Error(`the page has no ${kind.name} #${id}`);
}

/** Limit a value to a range. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * Find the item whose place is nearest to a value; of two equally near, the first. Undefined if there
 * is none.
 *
 * @param items in ascending order of place.
 */
export function findNearest<Item>(
  items: readonly Item[],
  value: number,
  placeOf: (item: Item) => number,
): Item | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (placeOf(items[middle]!) <= value) low = middle;
    else high = middle - 1;
  }
  const [before, after] = [items[low], items[low + 1]];
  if (before === undefined || after === undefined) return before;
  return placeOf(after) - value < value - placeOf(before) ? after : before;
}
