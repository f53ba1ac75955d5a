import type { Span } from './decode-plan.ts';
import { type Keyframe, listKeyframes, planKeyframes } from './keyframes.ts';
import type { PacketIndex, Track } from './packet-index.ts';

/** The key frames nearest to instants, for a draft within seconds. */
export interface DraftPlan {
  readonly spans: readonly Span[];
  /** Per chosen key frame, the `wanted` time that answers it, ticks, shape (n,). */
  readonly answers: Float64Array;
  /** Presentation time of each, ticks, shape (n,), ascending. */
  readonly ticks: Float64Array;
}

/**
 * Plan to decode the key frame nearest to each instant, each once, so that several instants may
 * share one. Key frames are found by packet flags, because VP9 and AV1 decoders ignore options to
 * decode key frames only.
 *
 * @param instants ticks, ascending.
 * @returns no frames if no packet is marked as key.
 */
export function planDraft(index: PacketIndex, track: Track, instants: Float64Array): DraftPlan {
  const keyframes = listKeyframes(index, track);
  const chosen: Keyframe[] = [];
  let at = 0;
  for (const instant of keyframes.length === 0 ? [] : instants) {
    const distance = (i: number) => Math.abs(keyframes[i]!.ticks - instant);
    while (at + 1 < keyframes.length && distance(at + 1) < distance(at)) at++;
    if (chosen.at(-1) !== keyframes[at]) chosen.push(keyframes[at]!);
  }
  const { spans, lead } = planKeyframes(index, track, chosen);
  const ticks = Float64Array.from(chosen, (keyframe) => keyframe.ticks);
  return { spans, answers: ticks.map((time) => time + lead), ticks };
}
