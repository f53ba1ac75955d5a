import type { Ratio } from '../../frame/index.ts';

/** The frame rate of an edit list: frames are counted, so that no rounding adds up. */
export interface EditRate {
  /** Frames per second, exact for standard rates. */
  readonly rate: Ratio;
  /** How many frames timecode counts per second: 24 for 23.976. */
  readonly timebase: number;
  /** Whether frames are 1001 / 1000 as long as the timebase says: 23.976, 29.97, 59.94. */
  readonly isNtsc: boolean;
}

/**
 * Relative difference up to which an average rate means a standard one: half of that between 24 and
 * 23.976. Containers round durations, so that averages are hardly ever exact.
 */
const SNAP = 5e-4;

/**
 * Find the standard rate that the average rate of a film means: a whole number of frames per second,
 * or 1000 / 1001 of it. Other rates stay as they are.
 */
export function findEditRate(average: Ratio): EditRate {
  const fps = average.num / average.den;
  const timebase = Math.max(1, Math.round(fps));
  const candidates = [Math.floor(fps), Math.ceil(fps)]
    .filter((whole) => whole > 0)
    .flatMap((whole) => [
      { rate: { num: whole, den: 1 }, timebase: whole, isNtsc: false },
      { rate: { num: whole * 1000, den: 1001 }, timebase: whole, isNtsc: true },
    ]);
  const distanceOf = ({ rate }: EditRate) => Math.abs(rate.num / rate.den / fps - 1);
  const nearest = candidates.toSorted((one, other) => distanceOf(one) - distanceOf(other))[0];
  if (nearest !== undefined && distanceOf(nearest) <= SNAP) return nearest;
  return { rate: average, timebase, isNtsc: false };
}

/** Frames per second. */
export const fpsOf = ({ rate }: EditRate): number => rate.num / rate.den;

/** Whether timecode can count this rate. */
export const isStandardRate = ({ rate, timebase, isNtsc }: EditRate): boolean =>
  isNtsc || rate.num === timebase * rate.den;

/** Whether timecode of this rate may drop frame numbers: 29.97 and 59.94 (SMPTE ST 12-1). */
export const canDropFrames = ({ timebase, isNtsc }: EditRate): boolean =>
  isNtsc && (timebase === 30 || timebase === 60);
