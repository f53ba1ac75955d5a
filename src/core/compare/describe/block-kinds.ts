import type { Block, Stretch } from '../align/alignment.ts';

/**
 * How a block stands among the others. `kept`: in the order of both films. `moved`: elsewhere in B.
 * `repeated`: one of the two stretches is in another block too.
 */
export type BlockKind = 'kept' | 'moved' | 'repeated';

/** Share of a stretch that must be in another block, for it to count as shown twice. */
const SHARED = 0.5;
/** Seconds that neighbouring blocks may overlap: times are known to a column. */
const SLACK = 0.5;

const lengthOf = ({ from, to }: Stretch): number => to - from;
const overlap = (one: Stretch, other: Stretch): number => Math.min(one.to, other.to) - Math.max(one.from, other.from);

/**
 * Tell the blocks that keep their order from those that were moved or repeated. Those that keep it
 * are the longest possible chain, by seconds of A.
 *
 * @param blocks in order of A's time.
 * @returns one per block. O(n^2).
 */
export function findBlockKinds(blocks: readonly Block[]): BlockKind[] {
  const chain = findChain(blocks);
  return blocks.map((block, i) => {
    if (chain.has(i)) return 'kept';
    const isRepeated = blocks.some((other, k) => k !== i && (isShared(block.a, other.a) || isShared(block.b, other.b)));
    return isRepeated ? 'repeated' : 'moved';
  });
}

const isShared = (one: Stretch, other: Stretch): boolean => overlap(one, other) > SHARED * lengthOf(one);

function findChain(blocks: readonly Block[]): Set<number> {
  const totals: number[] = [];
  const previous: number[] = [];
  for (const [i, block] of blocks.entries()) {
    let [best, from] = [0, -1];
    for (let k = 0; k < i; k++) {
      const other = blocks[k]!;
      const isBefore = other.a.to <= block.a.from + SLACK && other.b.to <= block.b.from + SLACK;
      if (isBefore && totals[k]! > best) [best, from] = [totals[k]!, k];
    }
    totals.push(best + lengthOf(block.a));
    previous.push(from);
  }
  const chain = new Set<number>();
  for (let i = totals.indexOf(Math.max(...totals)); i >= 0; i = previous[i]!) chain.add(i);
  return chain;
}
