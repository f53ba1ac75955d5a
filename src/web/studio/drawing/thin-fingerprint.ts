import type { Fingerprint } from '../../../core/fingerprint/index.ts';

const thinned = new WeakMap<Fingerprint, Map<number, Fingerprint>>();

/**
 * A fingerprint with fewer columns, evenly spread, and without pictures: for small previews. The
 * same object for the same arguments.
 */
export function thinFingerprint(fingerprint: Fingerprint, count: number): Fingerprint {
  const all = fingerprint.columns;
  const known = thinned.get(fingerprint) ?? new Map<number, Fingerprint>();
  thinned.set(fingerprint, known);
  let thin = known.get(count);
  if (thin === undefined) {
    const { pictures: _, ...rest } = fingerprint;
    const columns =
      all.length <= count
        ? all
        : Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]!);
    thin = { ...rest, columns };
    known.set(count, thin);
  }
  return thin;
}
