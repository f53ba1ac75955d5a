import type { FilmInfo } from '../frame-source.ts';

/** Maps times of a container's sound to the film's own clock. */
export interface SoundClock {
  /**
   * Presentation time of the film's first frame on the container's clock, seconds: the film's own
   * clock is 0 there.
   */
  readonly origin: number;
  /**
   * Seconds to add to the container's times, per part of a film with several clocks; absent if it
   * has one.
   */
  readonly shifts?: readonly number[] | undefined;
}

/** Describe the clock of a film's sound: that of its pictures. */
export function soundClock({ track, timeBase, parts }: FilmInfo): SoundClock {
  const tick = timeBase.num / timeBase.den;
  const origin = track.firstTicks * tick;
  return parts === undefined ? { origin } : { origin, shifts: parts.map(({ offset }) => offset * tick) };
}

/**
 * Follow the clocks of a film through its sound, from the beginning. The sound does not state where
 * a part begins, so the part whose clock continues the sound most closely is chosen.
 *
 * @returns a function that takes the container's time of the next packet, and the expected time
 * (NaN: unknown, shifts included), both in seconds, and returns what to add to the first.
 */
export function followClocks(shifts: readonly number[]): (time: number, expected: number) => number {
  let part = 0;
  return (time, expected) => {
    const distance = (i: number) => Math.abs(time + shifts[i]! - expected);
    let nearest = part;
    for (let i = part + 1; i < shifts.length; i++) if (distance(i) < distance(nearest)) nearest = i;
    part = nearest;
    return shifts[part]!;
  };
}
