/** Characters from which a part is stored on its own: the bars of a film are a megabyte. */
const LARGE = 2 ** 14;
/** Large parts that are kept: those of the last few posters. */
const MAX_KEPT = 24;

/** By their text, the one used last at the end. */
const kept = new Map<string, Blob>();

/**
 * Store an SVG file for the page. A large part that was stored before is not copied again: the file
 * refers to it.
 */
export function joinParts(parts: readonly string[]): Blob {
  const stored = parts.map((part) => (part.length < LARGE ? part : storePart(part)));
  return new Blob(stored, { type: 'image/svg+xml' });
}

function storePart(part: string): Blob {
  const stored = kept.get(part) ?? new Blob([part]);
  kept.delete(part);
  kept.set(part, stored);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return stored;
}
