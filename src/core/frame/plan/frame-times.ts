import { PACKET_HIDDEN, type PacketIndex, type Track } from './packet-index.ts';

/**
 * List the presentation times of all frames of a track, ticks, ascending. Where packets state none,
 * the decoding times shifted to the time of the first frame are the best estimate.
 */
export function listFrameTimes(index: PacketIndex, track: Track): Float64Array {
  const timeOf = createFrameTimer(index, track);
  const times = new Set<number>();
  for (let i = 0; i < index.pts.length; i++) {
    if (index.flags[i]! & PACKET_HIDDEN) continue;
    const time = timeOf(i);
    if (!Number.isNaN(time)) times.add(time);
  }
  return Float64Array.from(times).sort();
}

/**
 * Create a function that returns the presentation time of a packet's frame, ticks; NaN if it is not
 * known.
 */
export function createFrameTimer(
  { pts, dts }: PacketIndex,
  { firstTicks, isTimed }: Track,
): (packet: number) => number {
  if (isTimed) return (packet) => pts[packet]!;
  const firstDts = dts.find((time) => !Number.isNaN(time)) ?? Number.NaN;
  return (packet) => firstTicks + dts[packet]! - firstDts;
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
