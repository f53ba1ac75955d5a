/** Find an element of the page by its id. */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id) as Element | null;
  if (element instanceof kind) return element;
  throw new Error(`the page has no ${kind.name} #${id}`);
}

/** Limit a value to a range. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
