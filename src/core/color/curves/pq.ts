import { power } from './power.ts';

/** Luminance of the highest PQ code, cd/m2. */
export const PQ_PEAK_NITS = 10_000;

// ITU-R BT.2100-2, table 4 (SMPTE ST 2084:2014): all denominators are powers of two.
const M1 = 2610 / 16384;
const M2 = 2523 / 32;
const C1 = 3424 / 4096;
const C2 = 2413 / 128;
const C3 = 2392 / 128;

/**
 * Decode a PQ code value into the luminance that a reference display shows for it.
 *
 * @param code R', G' or B', 0 to 1.
 * @returns cd/m2, 0 to 10,000. About 0.2 us: tables serve the hot loops.
 * @see ITU-R BT.2100-2, table 4, reference PQ EOTF.
 */
export function pqToNits(code: number): number {
  const root = power(code, 1 / M2);
  return PQ_PEAK_NITS * power(Math.max(root - C1, 0) / (C2 - C3 * root), 1 / M1);
}

/**
 * Encode a luminance as a PQ code value.
 *
 * @param nits cd/m2, 0 to 10,000.
 * @returns 0 to 1.
 * @see ITU-R BT.2100-2, table 4, reference PQ inverse EOTF.
 */
export function nitsToPq(nits: number): number {
  const y = power(nits / PQ_PEAK_NITS, M1);
  return power((C1 + C2 * y) / (1 + C3 * y), M2);
}
