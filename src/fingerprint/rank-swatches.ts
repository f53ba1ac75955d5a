import { rankByArea, rankByPresence } from '../cluster/index.ts';
import { parseHex } from '../color/index.ts';
import type { Swatch } from './fingerprint.ts';

/** By what the colours of a frame come first: `area`, their share of the picture; `presence`, what a viewer would say its colours are. */
export type Rank = 'area' | 'presence';

const RANKS: Readonly<Record<Rank, typeof rankByArea>> = { area: rankByArea, presence: rankByPresence };

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
  const colors = Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color)));
  const shares = Float64Array.from(swatches, ({ share }) => share);
  return RANKS[rank]({ colors, shares }).map((i) => swatches[i]!);
}
