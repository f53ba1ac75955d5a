import type { Block } from '../align/alignment.ts';

/** A place at which one film runs on while the other one jumps: something was cut out, put in or moved there. */
export interface Junction {
  /** The film that runs on, and the other one. */
  readonly film: 'a' | 'b';
  readonly other: 'a' | 'b';
  /** Indices of the blocks that meet there. */
  readonly before: number;
  readonly after: number;
  /** Seconds of the film that runs on. */
  readonly time: number;
  /** How far the blocks are apart. */
  readonly apart: number;
  /** How far from there the border is looked for, seconds of the film that runs on. */
  readonly back: number;
  readonly forward: number;
}

/** Columns or seconds that blocks may be apart, or overlap, where one follows the other directly. */
const NEAR = 3;
const NEAR_SECONDS = 1;
/** Columns on either side of a border that are looked at, at least, and seconds at most. */
const MIN_COLUMNS = 12;
const MAX_SECONDS = 10;
/** Share of a block that is looked at. */
const SHARE = 0.5;
/** Maximum number of junctions: each costs a hundred pictures. */
const MAX_JUNCTIONS = 64;

/**
 * List the places at which a block follows another one directly in one film, and not in the other.
 *
 * @param column seconds of the longer column of both films.
 */
export function listJunctions(blocks: readonly Block[], column: number): Junction[] {
  const junctions = (['a', 'b'] as const).flatMap((film) => {
    const order = [...blocks.keys()].sort((one, two) => blocks[one]![film].from - blocks[two]![film].from);
    return order.slice(1).flatMap((after, k) => joinBlocks(blocks, film, [order[k]!, after], column));
  });
  return junctions.slice(0, MAX_JUNCTIONS);
}

function joinBlocks(
  blocks: readonly Block[],
  film: 'a' | 'b',
  [before, after]: readonly [number, number],
  column: number,
): Junction[] {
  const other = film === 'a' ? 'b' : 'a';
  const [one, next] = [blocks[before]!, blocks[after]!];
  const apart = Math.abs(next[film].from - one[film].to);
  if (apart > Math.max(NEAR * column, NEAR_SECONDS) || next[film].to <= one[film].to) return [];
  const reach = Math.min(
    MAX_SECONDS,
    Math.max(MIN_COLUMNS * column, 2 * apart, 2 * Math.max(one.margin?.to ?? 0, next.margin?.from ?? 0)),
  );
  const lengthOf = (block: Block) => block[film].to - block[film].from;
  return [
    {
      film,
      other,
      before,
      after,
      time: (one[film].to + next[film].from) / 2,
      apart,
      back: Math.min(reach, SHARE * lengthOf(one)),
      forward: Math.min(reach, SHARE * lengthOf(next)),
    },
  ];
}

/** The time at which the other film shows what the one that runs on shows at `time`, as one block has it. */
export function timeInOther({ film, other }: Junction, block: Block, time: number): number {
  const speed = (block[other].to - block[other].from) / (block[film].to - block[film].from);
  return block[other].from + speed * (time - block[film].from);
}
