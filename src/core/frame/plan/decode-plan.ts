import { listParts } from './film-clock.ts';
import { type ClockPart, PACKET_HIDDEN, PACKET_KEY, type PacketIndex } from './packet-index.ts';

/**
 * Packets to decode in one run: enter at a key packet, send `packets` of them, return the wanted
 * frames.
 */
export interface DecodeRun {
  /**
   * The packet to enter at: its times in ticks (NaN: not stated) and its index in the track; also
   * its byte position in the file (NaN: unknown) if its times may occur twice.
   */
  readonly entry: {
    readonly packet: number;
    readonly pts: number;
    readonly dts: number;
    readonly position?: number | undefined;
  };
  /** Number of packets of the track to send, including the entry. */
  readonly packets: number;
  /**
   * Offsets for the container's times of these packets, if the film has several clocks: see {@link
   * ClockPart}.
   */
  readonly parts?: readonly ClockPart[] | undefined;
  /**
   * Presentation times in ticks, ascending. In a timed run each is the time of a frame, and frames
   * that are neither wanted nor referenced may be skipped. In an untimed run each is an instant,
   * answered by the frame shown then.
   */
  readonly wanted: Float64Array;
  readonly isTimed: boolean;
  /** Estimated cost of decoding, in bytes of the film, including the fixed cost per packet. */
  readonly cost: number;
}

/** The packets to send to a decoder. */
export type Packets = Pick<DecodeRun, 'entry' | 'packets' | 'parts'>;

/** Describe consecutive packets of a track. */
export function selectPackets(index: PacketIndex, packet: number, packets: number): Packets {
  const times = { packet, pts: index.pts[packet] ?? Number.NaN, dts: index.dts[packet] ?? Number.NaN };
  const parts = listParts(index, packet, packets);
  const position = index.positions?.[packet];
  return {
    entry: position === undefined ? times : { ...times, position },
    packets,
    ...(parts !== undefined && { parts }),
  };
}

/** A contiguous part of a film: one task for one process. */
export interface Span {
  readonly runs: readonly DecodeRun[];
}

/** What to decode for a list of instants, and which frame answers each. */
export interface DecodePlan {
  readonly spans: readonly Span[];
  /** Per instant, the `wanted` time that answers it, ticks, shape (n,). */
  readonly answers: Float64Array;
}

/** Estimated cost of decoding a span, in bytes of the film. */
export const measureSpanCost = ({ runs }: Span): number => runs.reduce((sum, { cost }) => sum + cost, 0);

/**
 * Maximum number of spans of a film. It is fixed and does not depend on the number of processes:
 * what is decoded for a column must not depend on it either. It is high enough that sixteen
 * processes finish together (within 2 to 3 % if the most expensive spans come first; with half as
 * many spans 6 %), and low enough that entry points cost nothing.
 */
const SPAN_COUNT = 128;

/**
 * Fixed cost of decoding a packet, in bytes: about that of an empty inter frame of a
 * high-definition film.
 */
const PACKET_COST_BYTES = 4_000;

/**
 * Plan the least decoding that yields the frame shown at each instant: the one with the largest
 * presentation time not after it.
 *
 * Packets between the last wanted frame and the next key packet are not decoded. A wanted frame
 * that is shown before its key packet although it follows it in the file (a leading picture of an
 * open group of pictures) is entered from an earlier group, so that all its references are decoded.
 *
 * @param instants ticks, ascending, none before the track's first frame.
 */
export function planDecode(index: PacketIndex, isTimed: boolean, instants: Float64Array): DecodePlan {
  if (!isTimed) {
    const all = selectPackets(index, 0, index.pts.length);
    const wanted = Float64Array.from(new Set(instants));
    const run: DecodeRun = { ...all, wanted, isTimed: false, cost: measureCost(index, all) };
    return { spans: [{ runs: [run] }], answers: instants.slice() };
  }
  const { answers, packets } = findFrames(index, instants);
  const runs = planRuns(index, packets);
  return { spans: cutSpans(runs), answers };
}

/**
 * Find the frame shown at each instant: its time, and the packets (distinct, in decoding order) of
 * these frames.
 */
function findFrames(index: PacketIndex, instants: Float64Array): { answers: Float64Array; packets: Uint32Array } {
  const { pts, flags } = index;
  const shown: number[] = [];
  for (let i = 0; i < pts.length; i++) if (!(flags[i]! & PACKET_HIDDEN)) shown.push(i);
  shown.sort((a, b) => pts[a]! - pts[b]! || a - b);

  const answers = new Float64Array(instants.length);
  const wanted = new Set<number>();
  let at = 0;
  for (let i = 0; i < instants.length; i++) {
    while (at + 1 < shown.length && pts[shown[at + 1]!]! <= instants[i]!) at++;
    answers[i] = pts[shown[at]!]!;
    wanted.add(shown[at]!);
  }
  return { answers, packets: Uint32Array.from(wanted).sort() };
}

/**
 * A run that is entered at an earlier group than it needs joins the run before it, unless that one
 * has this many groups and this share of the film already: each run is decoded by one process, so
 * the runs of a film with open groups must not all become one. The group between two such runs is
 * decoded twice.
 */
const MAX_JOINED_GROUPS = 8;
const MAX_JOINED_SHARE = 1 / 32;

/** Join wanted packets (ascending) into runs. */
function planRuns(index: PacketIndex, wanted: Uint32Array): DecodeRun[] {
  const groups = findGroups(index);
  const maxPackets = MAX_JOINED_SHARE * index.pts.length;
  const isFull = ({ entry, last, groups: joined }: Stretch) =>
    joined >= MAX_JOINED_GROUPS && last - entry + 1 >= maxPackets;
  const stretches: Stretch[] = [];
  let at = 0;
  for (let group = 0; group < groups.starts.length && at < wanted.length; group++) {
    const end = groups.starts[group + 1] ?? index.pts.length;
    const times: number[] = [];
    let last = -1;
    let isOpen = false;
    for (; at < wanted.length && wanted[at]! < end; at++) {
      last = wanted[at]!;
      const time = index.pts[last]!;
      times.push(time);
      if (time < index.pts[groups.starts[group]!]!) isOpen = true;
    }
    if (last < 0) continue;
    const entry = groups.starts[isOpen ? groupBefore(groups, group) : group]!;
    // Groups entered further back may overlap previous runs.
    let before = stretches.at(-1);
    let first = entry;
    let joined = 1;
    let all = times;
    while (before !== undefined && first <= before.last && !isFull(before)) {
      first = Math.min(first, before.entry);
      all = before.times.concat(all);
      joined += before.groups;
      stretches.pop();
      before = stretches.at(-1);
    }
    stretches.push({ entry: first, last, times: all, groups: joined });
  }
  return stretches.map(({ entry: packet, last, times }) => {
    const packets = selectPackets(index, packet, last - packet + 1);
    const cost = measureCost(index, packets);
    return { ...packets, wanted: Float64Array.from(times).sort(), isTimed: true, cost };
  });
}

/** A run that is being planned: its first and last packet, and the wanted times. */
interface Stretch {
  readonly entry: number;
  readonly last: number;
  readonly times: number[];
  /** Groups of pictures with wanted frames. */
  readonly groups: number;
}

interface Groups {
  /** First packet of each group of pictures: a key packet, or the track's first packet. */
  readonly starts: readonly number[];
  /** Whether the group contains a picture that is shown after its key picture. */
  readonly hasTrailing: readonly boolean[];
}

function findGroups({ pts, flags }: PacketIndex): Groups {
  const starts: number[] = [];
  const hasTrailing: boolean[] = [];
  for (let i = 0; i < pts.length; i++) {
    if (i === 0 || flags[i]! & PACKET_KEY) {
      starts.push(i);
      hasTrailing.push(false);
    } else if (pts[i]! > pts[starts.at(-1)!]!) hasTrailing[hasTrailing.length - 1] = true;
  }
  return { starts, hasTrailing };
}

/**
 * Find the group where decoding must begin for the leading pictures of a group: those shown before
 * its key picture, which may reference the previous group.
 *
 * Trailing pictures of that group reference nothing before its key picture (ITU-T H.265, 3.1 and
 * 8.3.2), so it is early enough if it has any.
 */
function groupBefore(groups: Groups, group: number): number {
  let before = Math.max(0, group - 1);
  while (before > 0 && !groups.hasTrailing[before]) before--;
  return before;
}

/** Estimate the cost of decoding packets, in bytes: their size plus a fixed cost per packet. */
export function measureCost({ sizes }: PacketIndex, { entry, packets }: Packets): number {
  let cost = packets * PACKET_COST_BYTES;
  for (let i = 0; i < packets; i++) cost += sizes[entry.packet + i]!;
  return cost;
}

/** Cut runs into contiguous spans of about equal cost. */
function cutSpans(runs: readonly DecodeRun[]): Span[] {
  const share = measureSpanCost({ runs }) / SPAN_COUNT;
  const spans: Span[] = [];
  let span: DecodeRun[] = [];
  let done = 0;
  for (const [i, run] of runs.entries()) {
    span.push(run);
    done += run.cost;
    if (done >= share * (spans.length + 1) || i === runs.length - 1) {
      spans.push({ runs: span });
      span = [];
    }
  }
  return spans;
}
