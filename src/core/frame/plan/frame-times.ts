import { PACKET_HIDDEN, type PacketIndex, type Track } from './packet-index.ts';

/**
 * List the presentation times of all frames of a track, ticks, ascending. Where packets state none,
 * the decoding times shifted to the time of the first frame are the best estimate.
 */
export function listFrameTimes({ pts, dts, flags }: PacketIndex, { firstTicks, isTimed }: Track): Float64Array {
  const firstDts = dts.find((time) => !Number.isNaN(time)) ?? Number.NaN;
  const times = new Set<number>();
  for (let i = 0; i < pts.length; i++) {
    if (flags[i]! & PACKET_HIDDEN) continue;
    const time = isTimed ? pts[i]! : firstTicks + dts[i]! - firstDts;
    if (!Number.isNaN(time)) times.add(time);
  }
  return Float64Array.from(times).sort();
}

/** Find the last time that is not after an instant; -1 if all are. */
export function findLastTime(times: Float64Array, instant: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
