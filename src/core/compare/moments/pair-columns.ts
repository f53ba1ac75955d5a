import type { Column, Fingerprint } from '../../fingerprint/index.ts';
import type { Alignment } from '../align/alignment.ts';
import { findFrom } from '../align/find-from.ts';
import { timeInB } from './find-block.ts';
import type { Moment } from './moments.ts';
import { isBetween, listTransitions } from './transitions.ts';

/** A column of A and the column of B whose frame is nearest to it in time. */
export interface PairedColumns extends Moment {
  readonly columnA: Column;
  readonly columnB: Column;
}

/**
 * Pair the columns of two films where they align.
 *
 * @returns in order of A's time; columns without colours, and those with no column of B in the same
 *   block, are left out, and pairs between whose instants a shot begins.
 */
export function pairColumns({ blocks }: Pick<Alignment, 'blocks'>, a: Fingerprint, b: Fingerprint): PairedColumns[] {
  const seenB = b.columns.filter(hasColors);
  const timesB = seenB.map(({ frameTime }) => frameTime);
  const [cutsA, cutsB] = [listTransitions(a), listTransitions(b)];
  const pairs: PairedColumns[] = [];
  let block = 0;
  for (const columnA of a.columns.filter(hasColors)) {
    const time = columnA.frameTime;
    while (block < blocks.length && time >= blocks[block]!.a.to) block++;
    const shown = blocks[block];
    if (shown === undefined) break;
    if (time < shown.a.from) continue;
    const expected = timeInB(shown, time);
    const columnB = findNearest(seenB, timesB, expected);
    if (columnB === undefined || columnB.frameTime < shown.b.from || columnB.frameTime >= shown.b.to) continue;
    if (isBetween(cutsB, expected, columnB.frameTime)) continue;
    if (isBetween(cutsA, time, timeInB({ a: shown.b, b: shown.a }, columnB.frameTime))) continue;
    pairs.push({ a: time, b: columnB.frameTime, columnA, columnB });
  }
  return pairs;
}

type SeenColumn = Column & { readonly frameTime: number };

const hasColors = (column: Column): column is SeenColumn => column.frameTime !== null && column.swatches.length > 0;

/** @param times of the columns. */
function findNearest(columns: readonly SeenColumn[], times: readonly number[], time: number): SeenColumn | undefined {
  const next = findFrom(times, time);
  const [before, after] = [columns[next - 1], columns[next]];
  if (before === undefined || after === undefined) return before ?? after;
  return time - before.frameTime <= after.frameTime - time ? before : after;
}
