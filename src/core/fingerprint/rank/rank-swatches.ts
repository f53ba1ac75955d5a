import { measurePresence, type RankedColors, rankByArea, rankByPresence } from '../../cluster/index.ts';
import { parseHex } from '../../color/index.ts';
import type { Swatch } from '../fingerprint.ts';

/** By what the colours of a frame come first: `area`, their share of the picture; `presence`, what a viewer would say its colours are. */
export type Rank = 'area' | 'presence';

const RANKS: Readonly<Record<Rank, (palette: RankedColors) => number[]>> = {
  area: rankByArea,
  presence: (palette) => rankByPresence(measurePresence(palette)),
};

/** Names of the ranks. */
export const RANK_NAMES: readonly Rank[] = Object.freeze(Object.keys(RANKS) as Rank[]);

/**
 * Rank the swatches of a column. It is always worked out from colours and shares, never read from the file: see
 * docs/decisions/0005-presence-is-not-stored.md.
 *
 * @param swatches in any order. Not modified.
 * @returns the same swatches, shares and all, the first to be drawn first.
 */
export function rankSwatches(swatches: readonly Swatch[], rank: Rank): Swatch[] {
  return RANKS[rank](toColors(swatches)).map((i) => swatches[i]!);
}

/** Swatches as codes and shares. Filled, not made of iterators: thousands of columns are ranked before a picture shows. */
export function toColors(swatches: readonly Swatch[]): RankedColors {
  const colors = new Uint8Array(3 * swatches.length);
  const shares = new Float64Array(swatches.length);
  for (let k = 0; k < swatches.length; k++) {
    colors.set(parseHex(swatches[k]!.color), 3 * k);
    shares[k] = swatches[k]!.share;
  }
  return { colors, shares };
}
