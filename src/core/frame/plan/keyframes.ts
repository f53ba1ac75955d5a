import { type DecodeRun, measureCost, planDecode, type Span, selectPackets } from './decode-plan.ts';
import { createFrameTimer } from './frame-times.ts';
import { planInstants } from './instants.ts';
import { PACKET_HIDDEN, PACKET_KEY, PACKET_RECOVERY, type PacketIndex, type Track } from './packet-index.ts';

/** A packet marked as key, with the time of its frame. */
export interface Keyframe {
  readonly packet: number;
  /** Presentation time in ticks; without one, an estimate from the decoding times. */
  readonly ticks: number;
}

/** A plan to decode single frames. */
export interface LetterboxSamplePlan {
  readonly spans: readonly Span[];
  /** Ticks to subtract from a frame's `wanted` to get its presentation time. */
  readonly lead: number;
}

/**
 * Maximum number of spans for single frames: fixed, so that what is decoded does not depend on the
 * number of processes.
 */
const LOOK_SPANS = 16;

/** List the key frames that are shown, in order of time, without those that have no time. */
export function listKeyframes(index: PacketIndex, track: Track): Keyframe[] {
  const { pts, flags } = index;
  const timeOf = createFrameTimer(index, track);
  const keyframes: Keyframe[] = [];
  for (let packet = 0; packet < pts.length; packet++) {
    if (!(flags[packet]! & (PACKET_KEY | PACKET_RECOVERY)) || flags[packet]! & PACKET_HIDDEN) continue;
    const ticks = timeOf(packet);
    if (!Number.isNaN(ticks)) keyframes.push({ packet, ticks });
  }
  return keyframes.sort((a, b) => a.ticks - b.ticks || a.packet - b.packet);
}

/**
 * Choose key frames spread evenly over the time between the first and the last of a list, both
 * included.
 *
 * @param keyframes in order of time.
 * @param count     maximum number, >= 2.
 */
export function spreadKeyframes(keyframes: readonly Keyframe[], count: number): Keyframe[] {
  if (keyframes.length <= count) return [...keyframes];
  const first = keyframes[0]!.ticks;
  const length = keyframes.at(-1)!.ticks - first;
  const chosen: Keyframe[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    while (at + 1 < keyframes.length && keyframes[at + 1]!.ticks <= first + (i * length) / (count - 1)) at++;
    if (chosen.at(-1) !== keyframes[at]) chosen.push(keyframes[at]!);
  }
  return chosen;
}

/**
 * Plan to decode key frames, each from its own packet. If some depend on preceding packets
 * (recovery points), these are decoded too.
 *
 * @param keyframes in order of time.
 */
export function planKeyframes(index: PacketIndex, track: Track, keyframes: readonly Keyframe[]): LetterboxSamplePlan {
  if (keyframes.some(({ packet }) => index.flags[packet]! & PACKET_RECOVERY)) {
    const instants = Float64Array.from(keyframes, ({ ticks }) => ticks);
    return { spans: planDecode(index, track.isTimed, instants).spans, lead: 0 };
  }
  // In an untimed run, an instant after the film's end requests the last frame sent.
  const lead = track.isTimed ? 0 : track.endTicks - track.firstTicks;
  const runs = keyframes.map(({ packet, ticks }): DecodeRun => {
    const packets = selectPackets(index, packet, 1);
    const cost = measureCost(index, packets);
    return { ...packets, wanted: Float64Array.of(ticks + lead), isTimed: track.isTimed, cost };
  });
  const size = Math.ceil(runs.length / LOOK_SPANS);
  const spans: Span[] = [];
  for (let i = 0; i < runs.length; i += size) spans.push({ runs: runs.slice(i, i + size) });
  return { spans, lead };
}

/**
 * Plan to decode frames spread evenly over a film, including all frames they reference: for short
 * films with few key frames.
 */
export function planLetterboxSamples(
  index: PacketIndex,
  { firstTicks, endTicks, isTimed }: Track,
  count: number,
): LetterboxSamplePlan {
  const instants = planInstants(firstTicks, endTicks, count).map(Math.floor);
  return { spans: planDecode(index, isTimed, instants).spans, lead: 0 };
}
