import type { Item } from '../item.ts';

/** The share of a film's columns that are final, 0 to 1. */
export function knownShare(item: Item): number {
  void item.version.value;
  const strip = item.strip.value;
  if (item.fingerprint.value !== null) return 1;
  return strip === null ? 0 : strip.exactCount / Math.max(1, strip.times.length);
}
