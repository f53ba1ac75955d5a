import type { Ratio } from '../ratio.ts';

/** The packet can be decoded without preceding packets. */
export const PACKET_KEY = 1;
/** The packet is never shown: it is outside the edit list, or a hidden reference picture. */
export const PACKET_HIDDEN = 2;
/**
 * The container marks the packet as key, but its picture depends on preceding packets, according to
 * `isEntryPoint`.
 */
export const PACKET_RECOVERY = 4;

/** A part of a track with one clock. */
export interface ClockPart {
  /** Index of its first packet in the track. */
  readonly packet: number;
  /** Ticks to add to the container's times to get times on the film's clock. */
  readonly offset: number;
}

/**
 * All packets of a video track in the container's order, which is the decoding order. Times are
 * ticks of `timeBase`; NaN if the container states none.
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
  /**
   * Byte position of each packet in the file, NaN if unknown; absent if times are enough to find a
   * packet.
   */
  readonly positions?: Float64Array;
  /** The parts of a film whose container has several clocks, in order; absent if it has one. */
  readonly parts?: readonly ClockPart[];
}

/**
 * The time range of a track's pictures, in ticks, and whether the container states presentation
 * times.
 */
export interface Track {
  readonly firstTicks: number;
  readonly endTicks: number;
  /** Number of packets that are shown. */
  readonly frames: number;
  /**
   * False if packets lack presentation times (AVI, some program streams): then only decoding shows
   * what appears when.
   */
  readonly isTimed: boolean;
}

/**
 * Measure the track from the start of its first frame to the end of its last one: not the
 * container's duration, which may be longer than the pictures or missing.
 *
 * @param firstFrameTicks presentation time of the first decoded frame; used if packets state none.
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
  // Without presentation times, the decoding times shifted to the time of the first frame are the
  // best estimate.
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

/**
 * Duration of the last frame in ticks: as stated, otherwise the average of the others, otherwise
 * one tick.
 */
function lastDuration(index: PacketIndex, firstTicks: number, last: number, frames: number): number {
  const stated = index.durations[last]!;
  if (stated > 0) return stated;
  return frames > 1 ? (index.pts[last]! - firstTicks) / (frames - 1) : 1;
}

/**
 * Minimum length of a gap in a film of constant frame rate: this many frames and this many seconds.
 */
const GAP_FRAMES = 12;
const GAP_SECONDS = 0.5;

/** Share of equal steps between frames that makes a frame rate constant. */
const CONSTANT_SHARE = 0.9;

/** A time range without frames, seconds on the film's own clock. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * Find time ranges without frames in a film of constant frame rate: the effect of damage to the
 * container. In a film of variable frame rate a pause is not a gap.
 *
 * @returns the gaps in order of time.
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

/** Find the step between frames of a constant frame rate, ticks; null if the rate varies. */
export function findUsualStep(steps: Float64Array): number | null {
  const usual = steps.toSorted()[Math.floor(steps.length / 2)] ?? Number.NaN;
  // Steps may differ by a tick: at 23.976 frames per second, times in milliseconds are 41 or 42
  // apart.
  const alike = steps.filter((step) => Math.abs(step - usual) <= 1).length;
  return alike > 0 && alike >= CONSTANT_SHARE * steps.length ? usual : null;
}
