import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Alignment, Block } from '../align/alignment.ts';
import { findFrom } from '../align/find-from.ts';
import { timeInB } from './find-block.ts';
import { pickEvenly } from './pick-evenly.ts';
import { isNearAny, listTransitions } from './transitions.ts';

/** A moment that both films show. */
export interface Moment {
  /** Seconds on A's clock. */
  readonly a: number;
  /** Seconds on B's clock. */
  readonly b: number;
}

/** Moments that are spread over a film; more do not change what is found. */
const SPREAD_MOMENTS = 240;
/** Maximum number of moments, with one for each shot: each costs a seek in both films. */
const MAX_MOMENTS = 1000;
/** Frames nearer to the end of a block or to a transition, in frames of A, may show the next shot. */
const MARGIN_FRAMES = 2;
/** Share of a block, at each end, that is left out at most because the end may lie elsewhere. */
const MAX_UNCERTAIN = 0.25;

/**
 * Choose moments at which pictures of both films are compared: in the middle of frames of A, away
 * from transitions of both films and from what the ends of blocks may be off, evenly spread over what both films
 * show, and one in each of the longest shots.
 *
 * @returns in order of A's time, at most 1,000; empty if no block is long enough.
 */
export function planMoments({ blocks }: Pick<Alignment, 'blocks'>, a: Fingerprint, b: Fingerprint): Moment[] {
  const frameSeconds = a.film.frameRate.den / a.film.frameRate.num;
  const margin = MARGIN_FRAMES * frameSeconds;
  const [cutsA, cutsB] = [listTransitions(a), listTransitions(b)];
  const times: number[] = [];
  for (const { frameTime } of a.columns) {
    if (frameTime === null) continue;
    const time = frameTime + frameSeconds / 2;
    if (time !== times.at(-1) && !isNearAny(cutsA, time, margin)) times.push(time);
  }
  const shown = (time: number) => {
    const block = findBlockAt(blocks, time, margin);
    return block !== undefined && !isNearAny(cutsB, timeInB(block, time), margin);
  };
  const spread = pickEvenly(times.filter(shown), SPREAD_MOMENTS);
  const inShots = findUnseenShots(a.shots ?? [], spread)
    .filter(({ from, to }) => to - from > 2 * margin)
    .map(({ from, to }) => (Math.floor((from + to) / 2 / frameSeconds) + 0.5) * frameSeconds)
    .filter(shown)
    .slice(0, MAX_MOMENTS - spread.length);
  const chosen = [...spread, ...inShots].sort((one, other) => one - other);
  return chosen.map((time) => ({ a: time, b: timeInB(findBlockAt(blocks, time, margin)!, time) }));
}

/** The first block that certainly shows a time of A and `margin` seconds before and after it. */
const findBlockAt = (blocks: readonly Block[], time: number, margin: number): Block | undefined =>
  blocks.find(({ a, margin: ends }) => {
    const most = MAX_UNCERTAIN * (a.to - a.from);
    const within = (end: number | undefined) => Math.max(margin, Math.min(most, end ?? 0));
    return time >= a.from + within(ends?.from) && time < a.to - within(ends?.to);
  });

/** The shots without one of these times, the longest first. */
function findUnseenShots(shots: NonNullable<Fingerprint['shots']>, times: readonly number[]) {
  const unseen = shots.filter(({ from, to }) => {
    const next = findFrom(times, from);
    return next === times.length || times[next]! >= to;
  });
  return unseen.sort((one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from);
}
