import type { Alignment, Block } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import type { MadeBlock, MadeEdit } from './edits.ts';

/** Relative error of a speed that counts as right. */
const MAX_SPEED_ERROR = 1e-4;

/** What alignment found of an edit. */
export interface EditScore {
  /** Ends of blocks that were made, in A and in B, and those found within one column. */
  readonly ends: number;
  readonly foundEnds: number;
  /** Those, and those at a place where a cut would look the same. */
  readonly sameEnds: number;
  readonly misses: readonly string[];
  /** Ends of blocks that were found, and those that lie within the stated margin. */
  readonly statedEnds: number;
  readonly coveredEnds: number;
  readonly isSpeedRight: boolean;
  readonly isSpeedCovered: boolean;
  /** Blocks that show nothing which was made. */
  readonly falseBlocks: number;
}

/** What is scored: of an alignment, or of the report of two films. */
export type FoundEdit = Pick<Alignment, 'blocks' | 'speed' | 'speedMargin'>;

export function scoreEdit({ a, b, speed, blocks }: MadeEdit, found: FoundEdit): EditScore {
  const column = Math.max(...[a, b].map(({ sampling, columns }) => (sampling.to - sampling.from) / columns.length));
  const checked = blocks.flatMap((made) => checkEnds(findBlock(found, made), made, column, speed));
  const covered = blocks.flatMap((made) => {
    const block = findBlock(found, made);
    return block === null ? [] : isCovered(block, made, found.speed);
  });
  return {
    ends: checked.length,
    foundEnds: checked.filter(({ isFound }) => isFound).length,
    sameEnds: checked.filter(({ isFound, isSame }) => isFound || isSame).length,
    misses: checked.filter(({ isFound }) => !isFound).map(describeMiss),
    statedEnds: covered.length,
    coveredEnds: covered.filter(Boolean).length,
    isSpeedCovered: Math.abs(found.speed - speed) <= found.speedMargin + 1e-8,
    isSpeedRight: Math.abs(found.speed / speed - 1) <= MAX_SPEED_ERROR,
    falseBlocks: found.blocks.filter((block) => blocks.every((made) => shareInside(block, made) < 0.5)).length,
  };
}

/** Leave out shots, as if they had not been detected. */
export function withoutShots(edit: MadeEdit): MadeEdit {
  const strip = ({ shots: _, ...fingerprint }: Fingerprint): Fingerprint => fingerprint;
  return { ...edit, a: strip(edit.a), b: strip(edit.b) };
}

/** An end that was made, and whether it was found. */
interface CheckedEnd {
  readonly name: string;
  readonly made: number;
  readonly found: number | null;
  readonly column: number;
  readonly isFound: boolean;
  readonly isSame: boolean;
}

function checkEnds(block: Block | null, made: MadeBlock, column: number, speed: number): CheckedEnd[] {
  const reach = column + 1e-6;
  return ends(made).map((time, k) => {
    const found = block === null ? null : ends(block)[k]!;
    const late = found === null ? Number.NaN : found - time;
    const { back, forward } = k % 2 === 0 ? made.slideFrom : made.slideTo;
    const unit = k < 2 ? 1 : speed;
    return {
      name: END_NAMES[k]!,
      made: time,
      found,
      column,
      isFound: Math.abs(late) <= reach,
      isSame: late >= -back / unit - reach && late <= forward / unit + reach,
    };
  });
}

const END_NAMES = ['start in A', 'end in A', 'start in B', 'end in B'] as const;

function describeMiss({ name, made, found, column, isSame }: CheckedEnd): string {
  const place = found === null ? 'no block' : `${found.toFixed(2)}, ${((found - made) / column).toFixed(1)} columns`;
  return `${name} at ${made.toFixed(2)}: ${place}${isSame ? ', looks the same' : ''}`;
}

/** Whether the ends that were made lie within the stated margins. */
function isCovered(block: Block, made: Block, speed: number): boolean[] {
  const { from, to } = block.margin ?? { from: 0, to: 0 };
  const margins = [from, to, from / speed, to / speed];
  return ends(made).map((time, k) => Math.abs(ends(block)[k]! - time) <= margins[k]! + 1e-6);
}

const ends = ({ a, b }: Block): readonly number[] => [a.from, a.to, b.from, b.to];

function findBlock({ blocks }: FoundEdit, made: Block): Block | null {
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
