import type { FilmInfo } from '../frame-source.ts';

/** How times of a container's sound become times of the film's own clock. */
export interface SoundClock {
  /** When the film's first frame is shown, seconds as the container counts: there the film's own clock is 0. */
  readonly origin: number;
  /** Seconds to add to the container's times, for each part of a film with several clocks; absent where it has one. */
  readonly shifts?: readonly number[] | undefined;
}

/** Describe the clock of a film's sound: that of its pictures. */
export function soundClock({ track, timeBase, parts }: FilmInfo): SoundClock {
  const tick = timeBase.num / timeBase.den;
  const origin = track.firstTicks * tick;
  return parts === undefined ? { origin } : { origin, shifts: parts.map(({ offset }) => offset * tick) };
}

/**
 * Follow the clocks of a film through its sound, from its beginning on. Nothing in the sound says where a part begins, so the
 * part is chosen whose clock has the sound go on most nearly where it stood.
 *
 * @returns takes the time that the container states for the next packet, and the time expected for it (NaN: not known), both
 *   seconds, the second with shifts; gives what to add to the first.
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
