import { type Fingerprint, roundTo } from '../../fingerprint/index.ts';
import type { Alignment, Block, Stretch } from '../align/alignment.ts';
import { listGaps } from '../align/segments/find-segments.ts';

/** Decimals of times, seconds. */
export const TIME_DECIMALS = 6;

/** Seconds of the longest column of films, each on its own clock. */
export const coarsestColumn = (...films: readonly Fingerprint[]): number =>
  Math.max(...films.map(({ sampling, columns }) => (sampling.to - sampling.from) / columns.length));

/** The same alignment with other blocks, in order, and what they leave uncovered. */
export function replaceBlocks(
  alignment: Alignment,
  changed: readonly Block[],
  a: Fingerprint,
  b: Fingerprint,
): Alignment {
  const blocks = changed
    .filter((block) => block.a.to > block.a.from && block.b.to > block.b.from)
    .sort((one, other) => one.a.from - other.a.from || one.b.from - other.b.from);
  const free = (film: 'a' | 'b', { sampling: { from, to } }: Fingerprint): Stretch[] => {
    const parts = blocks.map((block) => ({ from: block[film].from - from, to: block[film].to - from, offset: 0 }));
    return listGaps(parts, to - from).map(([start, end]) => ({
      from: roundTo(from + start, TIME_DECIMALS),
      to: roundTo(from + end, TIME_DECIMALS),
    }));
  };
  return { ...alignment, blocks, onlyA: free('a', a), onlyB: free('b', b) };
}
