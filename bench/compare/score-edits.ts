import { type Alignment, alignFilms, type Block } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import type { MadeEdit } from './edits.ts';

/** Relative error of a speed that counts as right. */
const MAX_SPEED_ERROR = 1e-4;

/** What alignment found of an edit. */
export interface EditScore {
  /** Ends of blocks that were made, in A and in B, and those found within one column. */
  readonly ends: number;
  readonly foundEnds: number;
  /** Ends of blocks that were found, and those that lie within the stated margin. */
  readonly statedEnds: number;
  readonly coveredEnds: number;
  readonly isSpeedRight: boolean;
  readonly isSpeedCovered: boolean;
  /** Blocks that show nothing which was made. */
  readonly falseBlocks: number;
  readonly cpuSeconds: number;
}

export function scoreEdit({ a, b, speed, blocks }: MadeEdit): EditScore {
  const before = process.cpuUsage();
  const found = alignFilms(a, b);
  const { user, system } = process.cpuUsage(before);
  const column = Math.max(...[a, b].map(({ sampling, columns }) => (sampling.to - sampling.from) / columns.length));
  const times = blocks.flatMap((made) => {
    const block = findBlock(found, made);
    return ends(made).map((time, k) => block !== null && Math.abs(ends(block)[k]! - time) <= column + 1e-6);
  });
  const covered = blocks.flatMap((made) => {
    const block = findBlock(found, made);
    return block === null ? [] : isCovered(block, made, found.speed);
  });
  return {
    ends: times.length,
    foundEnds: times.filter(Boolean).length,
    statedEnds: covered.length,
    coveredEnds: covered.filter(Boolean).length,
    isSpeedCovered: Math.abs(found.speed - speed) <= found.speedMargin + 1e-8,
    isSpeedRight: Math.abs(found.speed / speed - 1) <= MAX_SPEED_ERROR,
    falseBlocks: found.blocks.filter((block) => blocks.every((made) => shareInside(block, made) < 0.5)).length,
    cpuSeconds: (user + system) / 1e6,
  };
}

/** Leave out shots, as if they had not been detected. */
export function withoutShots(edit: MadeEdit): MadeEdit {
  const strip = ({ shots: _, ...fingerprint }: Fingerprint): Fingerprint => fingerprint;
  return { ...edit, a: strip(edit.a), b: strip(edit.b) };
}

/** Whether the ends that were made lie within the stated margins. */
function isCovered(block: Block, made: Block, speed: number): boolean[] {
  const { from, to } = block.margin ?? { from: 0, to: 0 };
  const margins = [from, to, from / speed, to / speed];
  return ends(made).map((time, k) => Math.abs(ends(block)[k]! - time) <= margins[k]! + 1e-6);
}

const ends = ({ a, b }: Block): readonly number[] => [a.from, a.to, b.from, b.to];

function findBlock({ blocks }: Alignment, made: Block): Block | null {
  let best: Block | null = null;
  for (const block of blocks) {
    if (shareInside(made, block) > (best === null ? 0 : shareInside(made, best))) best = block;
  }
  return best;
}

/** Share of a block, the smaller one of both films, that lies inside another. */
function shareInside(block: Block, other: Block): number {
  const shares = (['a', 'b'] as const).map((film) => {
    const { from, to } = block[film];
    return (Math.min(to, other[film].to) - Math.max(from, other[film].from)) / (to - from);
  });
  return Math.max(0, Math.min(...shares));
}
