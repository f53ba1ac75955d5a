import { checkInteger } from '../argument.ts';

/** The default seed, the same in every room. */
export const DEFAULT_SEED = 0;

/**
 * Create a generator of random numbers that depends only on a seed: mulberry32, whose state is one
 * 32-bit integer.
 *
 * It is not cryptographic, but sufficient for seeding clusters. It uses only 32-bit integer steps,
 * so every engine gives the same numbers.
 *
 * @param seed integer from 0 to 2^32 - 1.
 * @returns a function that returns the next number, 0 <= x < 1, a multiple of 2^-32.
 * @throws {TypeError | RangeError} when the seed is anything else.
 * @see Tommy Ettinger 2017, public domain,
 *   https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function createRandom(seed: number): () => number {
  checkInteger('seed', seed, 0, 0xffffffff);
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
