import { findLastTime } from '../../frame/index.ts';

/** Frames per second whose colours are part of their shot's. */
const COLORS_PER_SECOND = 2;

/** The frames of a film that shots are made of. */
export interface ShotPlan {
  /** Presentation time of each frame of the film, ticks, ascending. */
  readonly frames: Float64Array;
  /** The frames that are read, from `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  /** End of the last of them, ticks. */
  readonly endTicks: number;
  /** Times of the frames whose colours are part of their shot's, ticks, ascending. */
  readonly keys: Float64Array;
}

/**
 * Plan which frames are read for shots.
 *
 * @param frames times of all frames of the film, ticks, ascending, at least one.
 * @param from start of the range that is read, ticks.
 * @param to its end, ticks, at most the film's.
 * @param second ticks per second.
 */
export function planShots(frames: Float64Array, from: number, to: number, second: number): ShotPlan {
  const first = Math.max(0, findLastTime(frames, from));
  let end = first + 1;
  while (end < frames.length && frames[end]! < to) end++;
  const keys = new Set<number>();
  const step = second / COLORS_PER_SECOND;
  // Counted from the film's start, so that a part of a film has the same frames as the whole film.
  const origin = frames[0]!;
  for (let i = Math.floor((frames[first]! - origin) / step); origin + i * step < to; i++) {
    const frame = findLastTime(frames, origin + (i + 0.5) * step);
    if (frame >= first && frame < end) keys.add(frames[frame]!);
  }
  return { frames, first, end, endTicks: to, keys: Float64Array.from(keys) };
}
