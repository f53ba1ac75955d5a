import { type ClockPart, findUsualStep, PACKET_HIDDEN, PACKET_KEY, type PacketIndex } from './packet-index.ts';

/** What joining clocks depends on besides the packets. */
export interface ClockOptions {
  /**
   * Whether the container carries the clock of a broadcast (MPEG transport and program streams),
   * which may jump forward. In all others a forward jump is a pause.
   */
  readonly isBroadcast: boolean;
}

/**
 * Maximum seconds that times may go back without a restart, and jump forward in a broadcast. These
 * are FFmpeg's limits for containers whose clock may jump: `ts_discontinuity_process` in
 * fftools/ffmpeg_demux.c (`AV_TIME_BASE / 10` back, `-dts_delta_threshold` forward, 10 by default).
 */
const MAX_BACK_SECONDS = 0.1;
const MAX_FORWARD_SECONDS = 10;

/**
 * In a film of few frames, such as a slide show, a forward jump must be at least this many frames.
 */
const MIN_JUMP_FRAMES = 12;

/**
 * A longer jump in a broadcast is a restart even if the frame rate varies: half the range of its
 * 33-bit clock at 90 kHz (ISO/IEC 13818-1, 2.4.2.1), beyond which forward and backward steps are
 * indistinguishable.
 */
const MAX_PAUSE_SECONDS = 2 ** 32 / 90_000;

/**
 * Maximum number of packets at the start of a part that may be shown before its first one: decoders
 * reorder at most 16 frames (ITU-T H.264, A.3.1; ITU-T H.265, A.4.2), which may be two fields each.
 */
const REORDERED_PACKETS = 32;

/**
 * Join the clocks of a track's parts, so that each time occurs once. Recordings joined with `cat`
 * restart their clocks, overlapping recordings have the same times twice, and a receiver's clock
 * may jump.
 *
 * A part begins where decoding times go back or, in a broadcast of constant frame rate, jump
 * forward. In other containers decoding times may be guesses, so a part begins at a key packet that
 * is shown before a preceding packet: in one recording, every picture that precedes a key picture
 * is shown before it (ITU-T H.265, 8.3.1).
 *
 * @returns the index itself if the film has one clock, without `positions` if they are not needed
 * to find a packet; otherwise a copy with times on the film's clock and its `parts`. The first part
 * keeps the container's times.
 */
export function joinClocks(index: PacketIndex, options: ClockOptions): PacketIndex {
  const hasDecodingTimes = index.dts.some((time) => !Number.isNaN(time));
  const starts = options.isBroadcast && hasDecodingTimes ? findJumps(index) : findRestarts(index, options);
  if (starts.length === 1) {
    const { positions, ...rest } = index;
    return positions !== undefined && hasRepeatedKeys(index) ? index : rest;
  }
  const [pts, dts] = [index.pts.slice(), index.dts.slice()];
  const parts: ClockPart[] = [];
  const usual = usualStep(index) ?? 1;
  // If some packets state no presentation time, only decoding times can be compared.
  const times = pts.every((time, i) => !Number.isNaN(time) || !isShown(index, i)) ? pts : dts;
  let end = Number.NaN;
  for (const [i, packet] of starts.entries()) {
    const next = starts[i + 1] ?? pts.length;
    const begin = leastOf(index, times, packet, Math.min(next, packet + REORDERED_PACKETS));
    const offset = Number.isNaN(end) || Number.isNaN(begin) ? (parts.at(-1)?.offset ?? 0) : end - begin;
    parts.push({ packet, offset });
    for (let k = packet; k < next; k++) {
      pts[k]! += offset;
      dts[k]! += offset;
      const after = times[k]! + (index.durations[k]! || usual);
      if (isShown(index, k) && (Number.isNaN(end) || after > end)) end = after;
    }
  }
  return { ...index, pts, dts, parts };
}

/** Warn that the clocks of a film were joined, as a sentence without a period. */
export function warnOfClocks(parts: readonly ClockPart[] | undefined): string[] {
  return parts === undefined ? [] : [`the clock of the film restarts or jumps; its ${parts.length} parts are joined`];
}

/** List the parts that apply to consecutive packets; undefined if the film has one clock. */
export function listParts({ parts }: PacketIndex, packet: number, packets: number): readonly ClockPart[] | undefined {
  if (parts === undefined) return undefined;
  const first = parts.findLastIndex((part) => part.packet <= packet);
  return parts.slice(Math.max(0, first)).filter((part) => part.packet < packet + packets);
}

/** Ticks to add to the container's times of a packet. */
export function offsetAt(parts: readonly ClockPart[] | undefined, packet: number): number {
  return parts?.findLast((part) => part.packet <= packet)?.offset ?? 0;
}

const isShown = ({ flags }: PacketIndex, i: number): boolean => !(flags[i]! & PACKET_HIDDEN);

/** Ticks per second. */
const secondOf = ({ timeBase }: PacketIndex): number => timeBase.den / timeBase.num;

/**
 * The step between packets in decoding order, or in presentation order if that is unknown; null if
 * it varies.
 */
function usualStep({ pts, dts }: PacketIndex): number | null {
  const isStated = (time: number) => !Number.isNaN(time);
  const times = dts.some(isStated) ? dts.filter(isStated) : pts.filter(isStated).sort();
  return findUsualStep(times.subarray(1).map((time, i) => time - times[i]!));
}

/** The longest forward step in a broadcast that is not a jump of its clock. */
function longestStep(index: PacketIndex): number {
  const second = secondOf(index);
  const usual = usualStep(index);
  return usual === null ? MAX_PAUSE_SECONDS * second : Math.max(MAX_FORWARD_SECONDS * second, MIN_JUMP_FRAMES * usual);
}

/** Find the first packets of the parts of a broadcast: decoding times go back, or jump forward. */
function findJumps(index: PacketIndex): number[] {
  const second = secondOf(index);
  const maxForward = longestStep(index);
  const starts = [0];
  let last = Number.NaN;
  for (const [i, time] of index.dts.entries()) {
    if (Number.isNaN(time)) continue;
    if (time < last - MAX_BACK_SECONDS * second || time > last + maxForward) starts.push(i);
    last = time;
  }
  return starts;
}

/**
 * Find the first packets of the parts of any other film, and of a broadcast with unknown decoding
 * times: key packets that are shown before a preceding packet or, in a broadcast, long after all of
 * them.
 */
function findRestarts(index: PacketIndex, { isBroadcast }: ClockOptions): number[] {
  const least = MAX_BACK_SECONDS * secondOf(index);
  const maxForward = isBroadcast ? longestStep(index) : Number.POSITIVE_INFINITY;
  const starts = [0];
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, time] of index.pts.entries()) {
    if (Number.isNaN(time) || !isShown(index, i)) continue;
    if (index.flags[i]! & PACKET_KEY && (time < last - least || (Number.isFinite(last) && time > last + maxForward))) {
      starts.push(i);
      last = time;
    }
    last = Math.max(last, time);
  }
  return starts;
}

/** The smallest time of packets that are shown; NaN if none has a time. */
function leastOf(index: PacketIndex, times: Float64Array, from: number, to: number): number {
  let least = Number.NaN;
  for (let i = from; i < to; i++)
    if (isShown(index, i) && (Number.isNaN(least) || times[i]! < least)) least = times[i]!;
  return least;
}

/** Whether two key packets have the same time, so that a time does not identify a packet. */
function hasRepeatedKeys({ pts, flags }: PacketIndex): boolean {
  const seen = new Set<number>();
  let keys = 0;
  for (const [i, time] of pts.entries()) {
    if (!(flags[i]! & PACKET_KEY) || Number.isNaN(time)) continue;
    keys++;
    seen.add(time);
  }
  return seen.size < keys;
}
