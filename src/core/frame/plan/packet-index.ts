import type { Ratio } from '../ratio.ts';

/** The packet can be decoded without any before it. */
export const PACKET_KEY = 1;
/** The packet never comes on screen: outside the edit list, or a reference picture that is not shown. */
export const PACKET_HIDDEN = 2;
/** The container marks the packet as key, but its picture depends on packets before it: `isEntryPoint` says which do. */
export const PACKET_RECOVERY = 4;

/** A part of a track in which the container counts on one clock. */
export interface ClockPart {
  /** Place in the track of its first packet. */
  readonly packet: number;
  /** Ticks to add to a time that the container states: the result is a time of the whole film. */
  readonly offset: number;
}

/**
 * Every packet of one video track in the order of the container, which is the order of decoding. Times are ticks of
 * `timeBase`, NaN where the container states none.
 */
export interface PacketIndex {
  readonly timeBase: Ratio;
  readonly pts: Float64Array;
  readonly dts: Float64Array;
  readonly durations: Float64Array;
  /** Bytes. */
  readonly sizes: Float64Array;
  /** Bits: {@link PACKET_KEY}, {@link PACKET_HIDDEN}, {@link PACKET_RECOVERY}. */
  readonly flags: Uint8Array;
  /** Where each packet begins in the file, bytes, NaN where that is not known; absent where times are enough to find a packet. */
  readonly positions?: Float64Array;
  /** The parts of a film whose container does not count on one clock, in order; absent where it does. */
  readonly parts?: readonly ClockPart[];
}

/** The stretch of time that a track's pictures cover, in ticks, and whether the container states when each is shown. */
export interface Track {
  readonly firstTicks: number;
  readonly endTicks: number;
  /** Packets that come on screen. */
  readonly frames: number;
  /** False where packets lack presentation times (AVI, some program streams): then only decoding tells what is shown when. */
  readonly isTimed: boolean;
}

/**
 * Measure the track from its first frame's presentation to the end of its last frame's: not the container's duration, which
 * may outlast the pictures or be missing.
 *
 * @param firstFrameTicks presentation time of the first decoded frame; used where packets state none.
 */
export function measureTrack(index: PacketIndex, firstFrameTicks: number): Track {
  const { pts, dts, durations, flags } = index;
  let frames = 0;
  let isTimed = true;
  let firstTicks = Number.POSITIVE_INFINITY;
  let last = -1;
  for (let i = 0; i < pts.length; i++) {
    if (flags[i]! & PACKET_HIDDEN) continue;
    frames++;
    const time = pts[i]!;
    if (Number.isNaN(time)) {
      isTimed = false;
      continue;
    }
    if (time < firstTicks) firstTicks = time;
    if (last < 0 || time > pts[last]!) last = i;
  }
  if (isTimed && frames > 0) {
    const endTicks = pts[last]! + lastDuration(index, firstTicks, last, frames);
    return { firstTicks, endTicks, frames, isTimed };
  }
  // Without presentation times the decoding times, moved to where the first frame appeared, are the best estimate.
  let firstDts = Number.NaN;
  let endDts = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < dts.length; i++) {
    const time = dts[i]!;
    if (Number.isNaN(time)) continue;
    if (Number.isNaN(firstDts)) firstDts = time;
    endDts = Math.max(endDts, time + durations[i]!);
  }
  const endTicks = Number.isNaN(firstDts) ? firstFrameTicks : firstFrameTicks + (endDts - firstDts);
  return { firstTicks: firstFrameTicks, endTicks: Math.max(endTicks, firstFrameTicks + 1), frames, isTimed: false };
}

/** Ticks that the last frame stays: as stated, else the average of the others, else one tick. */
function lastDuration(index: PacketIndex, firstTicks: number, last: number, frames: number): number {
  const stated = index.durations[last]!;
  if (stated > 0) return stated;
  return frames > 1 ? (index.pts[last]! - firstTicks) / (frames - 1) : 1;
}

/** A pause in a film of constant frame rate counts as a gap from so many frames, and so many seconds, up. */
const GAP_FRAMES = 12;
const GAP_SECONDS = 0.5;

/** Share of steps from frame to frame that must be alike for a frame rate to count as constant. */
const CONSTANT_SHARE = 0.9;

/** A stretch without frames, seconds on the film's own clock. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * Find stretches without frames in a film that otherwise has them at a constant rate: what damage leaves behind where the
 * container itself was hit. In a film of variable frame rate a pause is no gap.
 *
 * @returns them in order.
 */
export function findGaps({ pts, flags, timeBase }: PacketIndex): Gap[] {
  const times = pts.filter((time, i) => !(flags[i]! & PACKET_HIDDEN) && !Number.isNaN(time)).sort();
  if (times.length < 3) return [];
  const steps = times.subarray(1).map((time, i) => time - times[i]!);
  const usual = findUsualStep(steps);
  if (usual === null) return [];
  const second = timeBase.den / timeBase.num;
  const least = Math.max(GAP_FRAMES * usual, GAP_SECONDS * second);
  return [...steps.keys()]
    .filter((i) => steps[i]! > least)
    .map((i) => ({ from: (times[i]! - times[0]!) / second, to: (times[i + 1]! - times[0]!) / second }));
}

/** Find the step from frame to frame of a constant frame rate, ticks; null where the rate varies. */
export function findUsualStep(steps: Float64Array): number | null {
  const usual = steps.toSorted()[Math.floor(steps.length / 2)] ?? Number.NaN;
  // A tick of grace: times of 23.976 frames a second in milliseconds are 41 or 42 apart.
  const alike = steps.filter((step) => Math.abs(step - usual) <= 1).length;
  return alike > 0 && alike >= CONSTANT_SHARE * steps.length ? usual : null;
}
