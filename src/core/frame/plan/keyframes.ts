import { type DecodeRun, measureCost, planDecode, type Span, selectPackets } from './decode-plan.ts';
import { planInstants } from './instants.ts';
import { PACKET_HIDDEN, PACKET_KEY, PACKET_RECOVERY, type PacketIndex, type Track } from './packet-index.ts';

/** A packet that is marked as key, and when its frame is shown. */
export interface Keyframe {
  readonly packet: number;
  /** Presentation time in ticks; where packets state none, the best guess from their decoding times. */
  readonly ticks: number;
}

/** Single frames to decode. */
export interface LetterboxSamplePlan {
  readonly spans: readonly Span[];
  /** What to take off a frame's `wanted` to have the time it is shown, ticks. */
  readonly lead: number;
}

/** Into how many spans single frames are cut at most: a fixed number, so that what is decoded never depends on processes. */
const LOOK_SPANS = 16;

/** List the key frames that come on screen, in order of time. Those without any time are left out. */
export function listKeyframes(index: PacketIndex, { firstTicks, isTimed }: Track): Keyframe[] {
  const { pts, dts, flags } = index;
  const firstDts = dts.find((time) => !Number.isNaN(time)) ?? Number.NaN;
  const keyframes: Keyframe[] = [];
  for (let packet = 0; packet < pts.length; packet++) {
    if (!(flags[packet]! & (PACKET_KEY | PACKET_RECOVERY)) || flags[packet]! & PACKET_HIDDEN) continue;
    const ticks = isTimed ? pts[packet]! : firstTicks + dts[packet]! - firstDts;
    if (!Number.isNaN(ticks)) keyframes.push({ packet, ticks });
  }
  return keyframes.sort((a, b) => a.ticks - b.ticks || a.packet - b.packet);
}

/**
 * Choose key frames spread evenly over the time between the first and the last of a list, both included.
 *
 * @param keyframes in order of time.
 * @param count     how many at most; >= 2.
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
 * Plan to decode key frames, each from its own packet alone. Where some of them depend on packets before them (recovery points), these
 * are decoded too.
 *
 * @param keyframes in order of time.
 */
export function planKeyframes(index: PacketIndex, track: Track, keyframes: readonly Keyframe[]): LetterboxSamplePlan {
  if (keyframes.some(({ packet }) => index.flags[packet]! & PACKET_RECOVERY)) {
    const instants = Float64Array.from(keyframes, ({ ticks }) => ticks);
    return { spans: planDecode(index, track.isTimed, instants).spans, lead: 0 };
  }
  // In an untimed run a frame is asked for by an instant that it is shown at: one after the film's end always is.
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

/** Plan to decode frames spread evenly over a film whatever they refer to: for short films with few key frames. */
export function planLetterboxSamples(
  index: PacketIndex,
  { firstTicks, endTicks, isTimed }: Track,
  count: number,
): LetterboxSamplePlan {
  const instants = planInstants(firstTicks, endTicks, count).map(Math.floor);
  return { spans: planDecode(index, isTimed, instants).spans, lead: 0 };
}
