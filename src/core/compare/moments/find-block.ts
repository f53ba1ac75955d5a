import type { Block } from '../align/alignment.ts';
import type { ComparedMoment } from '../comparison.ts';

/** Seconds a moment may lie outside its block: times are rounded. */
const SLACK = 1e-3;

/**
 * Find the block of a moment.
 *
 * @returns its index, or -1 if no block has both of its times. If several do, the one in whose
 *   course the two times fit best.
 */
export function findBlock(blocks: readonly Block[], { a, b }: Pick<ComparedMoment, 'a' | 'b'>): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [i, block] of blocks.entries()) {
    if (a < block.a.from - SLACK || a > block.a.to + SLACK) continue;
    if (b < block.b.from - SLACK || b > block.b.to + SLACK) continue;
    const apart = Math.abs(timeInB(block, a) - b);
    if (apart < least) [best, least] = [i, apart];
  }
  return best;
}

/** The time on B's clock at which a block shows a time of A. */
export function timeInB({ a, b }: Block, time: number): number {
  return b.from + ((time - a.from) * (b.to - b.from)) / Math.max(1e-9, a.to - a.from);
}
