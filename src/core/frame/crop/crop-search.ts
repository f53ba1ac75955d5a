import type { FilmInfo } from '../frame-source.ts';
import {
  type Keyframe,
  type LetterboxSamplePlan,
  listKeyframes,
  planKeyframes,
  planLetterboxSamples,
  spreadKeyframes,
} from '../plan/keyframes.ts';
import type { PacketIndex } from '../plan/packet-index.ts';
import { type CropPlan, planOneCrop } from './crop.ts';
import { type LetterboxSample, planCrop, reachesEdges } from './letterbox-plan.ts';

/** Key frames are measured over the whole film, one every 30 seconds, within these limits. */
const SAMPLE_SECONDS = 30;
const MIN_SAMPLES = 24;
const MAX_SAMPLES = 240;

/** Around each change of format, this many more key frames are measured per round. */
const CLOSER_SAMPLES = 8;
const CLOSER_ROUNDS = 3;
/** Maximum per round, for films that change format all the time. */
const MAX_CLOSER_SAMPLES = 120;

/**
 * In a short film with fewer key frames than `MIN_KEYFRAMES`, any frames are measured, which may
 * decode all of it. It is not necessary if `ENOUGH_WITHOUT_BARS` key frames could be measured and
 * none has bars.
 */
const MIN_KEYFRAMES = 12;
const SHORT_FRAMES = 1_500;
const ENOUGH_WITHOUT_BARS = 4;

/**
 * Find the black bars of a film: measure key frames of the whole film, then more of them around
 * each change of format.
 *
 * @param measure decodes and measures frames, and returns them in order of time. Frames that cannot
 * be decoded, or that differ in size from the film, are absent or have null as their bars.
 */
export async function searchCrop(
  info: FilmInfo,
  index: PacketIndex,
  measure: (plan: LetterboxSamplePlan) => Promise<readonly LetterboxSample[]>,
): Promise<CropPlan> {
  const { track, width, height } = info;
  const decide = (samples: readonly LetterboxSample[]) => planCrop(samples, width, height, track.firstTicks);

  const keyframes = listKeyframes(index, track);
  if (keyframes.length < MIN_KEYFRAMES && track.frames <= SHORT_FRAMES) {
    const samples = await measure(planKeyframes(index, track, keyframes));
    const measured = samples.filter(({ bars }) => bars !== null);
    const isWhole = measured.every(({ bars }) => reachesEdges(bars!, info));
    if (isWhole && measured.length >= ENOUGH_WITHOUT_BARS) return planOneCrop(width, height, track.firstTicks);
    return decide(await measure(planLetterboxSamples(index, track, MIN_SAMPLES)));
  }
  const seconds = ((track.endTicks - track.firstTicks) * info.timeBase.num) / info.timeBase.den;
  const samples = Math.min(MAX_SAMPLES, Math.max(MIN_SAMPLES, Math.ceil(seconds / SAMPLE_SECONDS)));
  const seen = new Map<number, LetterboxSample>();
  let next = spreadKeyframes(keyframes, samples);
  for (let round = 0; next.length > 0; round++) {
    for (const one of await measure(planKeyframes(index, track, next))) seen.set(one.ticks, one);
    if (round === CLOSER_ROUNDS) break;
    next = chooseCloser(keyframes, seen, decide([...seen.values()].sort(byTime)));
  }
  return decide(keyframes.map(({ ticks }) => seen.get(ticks) ?? { ticks, bars: null }));
}

const byTime = (a: LetterboxSample, b: LetterboxSample) => a.ticks - b.ticks;

/**
 * Choose new key frames around each change of format: between the last measured one before it and
 * the first one after.
 */
function chooseCloser(
  keyframes: readonly Keyframe[],
  seen: ReadonlyMap<number, LetterboxSample>,
  { stretches }: CropPlan,
): Keyframe[] {
  const isMeasured = ({ ticks }: Keyframe) => (seen.get(ticks)?.bars ?? null) !== null;
  const chosen = new Set<Keyframe>();
  for (const { from } of stretches.slice(1)) {
    const before = keyframes.findLastIndex((one) => one.ticks < from && isMeasured(one));
    const after = keyframes.findIndex((one) => one.ticks >= from && isMeasured(one));
    const unseen = keyframes.slice(before + 1, after).filter(({ ticks }) => !seen.has(ticks));
    for (const one of spreadKeyframes(unseen, CLOSER_SAMPLES)) {
      if (chosen.size < MAX_CLOSER_SAMPLES) chosen.add(one);
    }
  }
  return [...chosen].sort((a, b) => a.ticks - b.ticks);
}
