import { type Oklab, parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import type { Column } from '../../../core/fingerprint/index.ts';
import type { Item } from './item.ts';

/**
 * A picture that shows a moment of a film, where the film itself cannot be shown: a thumbnail of
 * the same shot.
 */
export interface MomentStill {
  readonly url: string;
  /** Its own time, seconds, to be stated beside it; null if only its shot is known. */
  readonly seconds: number | null;
}

/** Mean colours of neighbouring columns of one shot are nearer than this, in OKLab. */
const MAX_DRIFT = 0.08;

/**
 * Choose the still of a moment: the thumbnail that is nearest in time, but never one of another
 * shot. Where shots are not known, a jump of the mean colour between columns counts as a cut.
 *
 * The frame itself is better, and is never chosen here: see `Item.filmUrl` for films that the
 * browser plays, and `Item.serverPath` for films of which the server sends frames.
 *
 * @returns null if no thumbnail shows the moment: its colours are then all that is known.
 */
export function chooseStill(item: Item, seconds: number): MomentStill | null {
  const fingerprint = item.fingerprint.peek();
  const shots = fingerprint?.shots;
  const index = shots?.findLastIndex(({ from }) => from <= seconds) ?? -1;
  const shot = shots?.[index];
  let nearest: MomentStill | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const one of item.thumbnails) {
    const distance = Math.abs(one.seconds - seconds);
    const isInShot = shot === undefined || (one.seconds >= shot.from && one.seconds < shot.to);
    if (distance >= least || !isInShot) continue;
    nearest = one;
    least = distance;
  }
  if (shot !== undefined) {
    const ofShot = fingerprint?.pictures?.shots?.find((thumbnail) => thumbnail.shot === index);
    if (nearest !== null || ofShot === undefined) return nearest;
    return { url: `data:image/jpeg;base64,${ofShot.jpeg}`, seconds: null };
  }
  return nearest === null || hasJump(item, nearest.seconds!, seconds) ? null : nearest;
}

/** Whether the mean colour jumps between two times. */
function hasJump(item: Item, one: number, other: number): boolean {
  const strip = item.strip.peek();
  if (strip === null) return false;
  const [first, last] = [strip.placeAt(Math.min(one, other)), strip.placeAt(Math.max(one, other))];
  let before: Oklab | null = null;
  for (let place = first; place <= last; place++) {
    const column = strip.columns[place] ?? null;
    const color = column === null ? null : averageColor(column);
    if (color !== null && before !== null && measureDistance(color, before) > MAX_DRIFT) return true;
    before = color ?? before;
  }
  return false;
}

const means = new WeakMap<Column, Oklab>();

/** The mean colour of a column, in OKLab; null for a column without colours. */
function averageColor(column: Column): Oklab | null {
  const known = means.get(column);
  if (known !== undefined) return known;
  const { swatches } = column;
  if (swatches.length === 0) return null;
  const labs = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  const total = swatches.reduce((sum, { share }) => sum + share, 0);
  const meanOf = (axis: number) =>
    swatches.reduce((sum, { share }, i) => sum + share * labs[3 * i + axis]!, 0) / (total || 1);
  const mean: Oklab = [meanOf(0), meanOf(1), meanOf(2)];
  means.set(column, mean);
  return mean;
}

const measureDistance = (one: Oklab, other: Oklab): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
