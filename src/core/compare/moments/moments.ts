import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Alignment, Block } from '../align/alignment.ts';
import { timeInB } from './find-block.ts';
import { pickEvenly } from './pick-evenly.ts';

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

/**
 * Choose moments at which pictures of both films are compared: in the middle of frames of A, away
 * from transitions, evenly spread over what both films show, and one in each of the longest shots.
 *
 * @returns in order of A's time, at most 1,000; empty if no block is long enough.
 */
export function planMoments({ blocks }: Pick<Alignment, 'blocks'>, a: Fingerprint): Moment[] {
  const frameSeconds = a.film.frameRate.den / a.film.frameRate.num;
  const margin = MARGIN_FRAMES * frameSeconds;
  const transitions = (a.shots ?? []).map(({ from }) => from);
  const times: number[] = [];
  for (const { frameTime } of a.columns) {
    if (frameTime === null) continue;
    const time = frameTime + frameSeconds / 2;
    if (time !== times.at(-1) && !isNearAny(transitions, time, margin)) times.push(time);
  }
  const shown = (time: number) => findBlockAt(blocks, time, margin) !== undefined;
  const spread = pickEvenly(times.filter(shown), SPREAD_MOMENTS);
  const inShots = findUnseenShots(a.shots ?? [], spread)
    .filter(({ from, to }) => to - from > 2 * margin)
    .map(({ from, to }) => (Math.floor((from + to) / 2 / frameSeconds) + 0.5) * frameSeconds)
    .filter(shown)
    .slice(0, MAX_MOMENTS - spread.length);
  const chosen = [...spread, ...inShots].sort((one, other) => one - other);
  return chosen.map((time) => ({ a: time, b: timeInB(findBlockAt(blocks, time, margin)!, time) }));
}

/** The first block that shows a time of A and `margin` seconds before and after it. */
const findBlockAt = (blocks: readonly Block[], time: number, margin: number): Block | undefined =>
  blocks.find(({ a }) => time >= a.from + margin && time < a.to - margin);

/** The shots without one of these times, the longest first. */
function findUnseenShots(shots: NonNullable<Fingerprint['shots']>, times: readonly number[]) {
  const unseen = shots.filter(({ from, to }) => {
    const next = findFrom(times, from);
    return next === times.length || times[next]! >= to;
  });
  return unseen.sort((one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from);
}

/** Whether a time is nearer than `margin` to one of `times`, which ascend. */
function isNearAny(times: readonly number[], time: number, margin: number): boolean {
  const next = findFrom(times, time - margin);
  return next < times.length && times[next]! <= time + margin;
}

/** The index of the first of `times`, which ascend, from `time` on. */
function findFrom(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
