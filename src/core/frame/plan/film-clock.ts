import { type ClockPart, findUsualStep, PACKET_HIDDEN, PACKET_KEY, type PacketIndex } from './packet-index.ts';

/** What joining clocks depends on beside the packets. */
export interface ClockOptions {
  /**
   * Whether the container carries the clock of a broadcast (MPEG transport and program streams), which may jump forward.
   * In all others a jump forward is a pause.
   */
  readonly isBroadcast: boolean;
}

/**
 * Seconds by which times may go back before they count as a restart, and by which they may jump forward in a broadcast.
 * FFmpeg's own limits for containers whose clock may jump: `ts_discontinuity_process` in fftools/ffmpeg_demux.c
 * (`AV_TIME_BASE / 10` back, `-dts_delta_threshold` forward, 10 by default).
 */
const MAX_BACK_SECONDS = 0.1;
const MAX_FORWARD_SECONDS = 10;

/** A jump forward in a film of few frames, such as a slide show, counts from so many frames up. */
const MIN_JUMP_FRAMES = 12;

/**
 * A longer jump in a broadcast is a restart even where the frame rate varies: half the range of its clock of 33 bits at 90 kHz
 * (ISO/IEC 13818-1, 2.4.2.1), beyond which a step back and a step forward cannot be told apart.
 */
const MAX_PAUSE_SECONDS = 2 ** 32 / 90_000;

/**
 * Packets at the beginning of a part that may be shown before its first one: decoders reorder at most 16 frames (ITU-T H.264,
 * A.3.1; ITU-T H.265, A.4.2), which may be two fields each.
 */
const REORDERED_PACKETS = 32;

/**
 * Put the clocks of a track's parts end to end, so that each time occurs once: recordings joined by `cat` start their clocks
 * again, recordings that overlap count the same times twice, and a receiver's clock may jump.
 *
 * A part begins where decoding times go back or, in a broadcast of constant frame rate, jump forward. In containers that are
 * no broadcast decoding times may be guessed, so that a part begins there at a key packet that is shown before a packet that
 * precedes it: in one recording every picture that precedes a key picture is shown before it (ITU-T H.265, 8.3.1).
 *
 * @returns the index itself where the film has one clock, without `positions` where these are not needed to find a packet; else
 *   a copy with times of the whole film and its `parts`. The first part keeps the container's times.
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
  // Where some packets state no time of presentation, only those of decoding can be compared.
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

/** Say that the clocks of a film were put end to end, in a sentence without its end. */
export function warnOfClocks(parts: readonly ClockPart[] | undefined): string[] {
  return parts === undefined
    ? []
    : [`the clock of the film starts again or jumps; its ${parts.length} parts are put end to end`];
}

/** List the parts in force from a packet on, for so many packets; undefined where the film has one clock. */
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

/** Ticks of a second. */
const secondOf = ({ timeBase }: PacketIndex): number => timeBase.den / timeBase.num;

/** The step from packet to packet in order of decoding, or of presentation where that is not known; null where it varies. */
function usualStep({ pts, dts }: PacketIndex): number | null {
  const isStated = (time: number) => !Number.isNaN(time);
  const times = dts.some(isStated) ? dts.filter(isStated) : pts.filter(isStated).sort();
  return findUsualStep(times.subarray(1).map((time, i) => time - times[i]!));
}

/** The longest step forward in a broadcast that is not a jump of its clock. */
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
 * Find the first packets of the parts of any other film, and of a broadcast whose decoding times are not known: a key packet is
 * shown before a packet that precedes it or, in a broadcast, long after all of them.
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

/** The least of the times of packets that come on screen, NaN where none has one. */
function leastOf(index: PacketIndex, times: Float64Array, from: number, to: number): number {
  let least = Number.NaN;
  for (let i = from; i < to; i++)
    if (isShown(index, i) && (Number.isNaN(least) || times[i]! < least)) least = times[i]!;
  return least;
}

/** Whether two key packets have the same time, so that time alone does not tell which is meant. */
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
