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

/** Key frames are looked at over the whole film, one every half minute, but no fewer and no more than this. */
const LOOK_SECONDS = 30;
const MIN_LOOKS = 24;
const MAX_LOOKS = 240;

/** Where the format changes, more key frames are looked at in between, so many at each change in each round. */
const CLOSER_LOOKS = 8;
const CLOSER_ROUNDS = 3;
/** And so many in a round at most: a film that changes all the time is not worth more. */
const MAX_CLOSER_LOOKS = 120;

/**
 * A short film with fewer key frames than this is looked at anywhere, which may decode all of it, unless those that tell are enough to say
 * that it has no bars.
 */
const MIN_KEYFRAMES = 12;
const SHORT_FRAMES = 1_500;
const ENOUGH_WITHOUT_BARS = 4;

/**
 * Find out which part of a film's pictures is picture, by looks at key frames of the whole film, and closer where its format changes.
 *
 * @param look has frames decoded and measured; those that could not be decoded, and those of another size than the film's, are left out
 *   or have no bars. In order of time.
 */
export async function searchCrop(
  info: FilmInfo,
  index: PacketIndex,
  look: (plan: LetterboxSamplePlan) => Promise<readonly LetterboxSample[]>,
): Promise<CropPlan> {
  const { track, width, height } = info;
  const decide = (looks: readonly LetterboxSample[]) => planCrop(looks, width, height, track.firstTicks);

  const keyframes = listKeyframes(index, track);
  if (keyframes.length < MIN_KEYFRAMES && track.frames <= SHORT_FRAMES) {
    const looks = await look(planKeyframes(index, track, keyframes));
    const telling = looks.filter(({ bars }) => bars !== null);
    const isWhole = telling.every(({ bars }) => reachesEdges(bars!, info));
    if (isWhole && telling.length >= ENOUGH_WITHOUT_BARS) return planOneCrop(width, height, track.firstTicks);
    return decide(await look(planLetterboxSamples(index, track, MIN_LOOKS)));
  }
  const seconds = ((track.endTicks - track.firstTicks) * info.timeBase.num) / info.timeBase.den;
  const looks = Math.min(MAX_LOOKS, Math.max(MIN_LOOKS, Math.ceil(seconds / LOOK_SECONDS)));
  const seen = new Map<number, LetterboxSample>();
  let next = spreadKeyframes(keyframes, looks);
  for (let round = 0; next.length > 0; round++) {
    for (const one of await look(planKeyframes(index, track, next))) seen.set(one.ticks, one);
    if (round === CLOSER_ROUNDS) break;
    next = chooseCloser(keyframes, seen, decide([...seen.values()].sort(byTime)));
  }
  return decide(keyframes.map(({ ticks }) => seen.get(ticks) ?? { ticks, bars: null }));
}

const byTime = (a: LetterboxSample, b: LetterboxSample) => a.ticks - b.ticks;

/** Choose key frames not seen yet around each change of format: between the last that told before it and the first after. */
function chooseCloser(
  keyframes: readonly Keyframe[],
  seen: ReadonlyMap<number, LetterboxSample>,
  { stretches }: CropPlan,
): Keyframe[] {
  const tells = ({ ticks }: Keyframe) => (seen.get(ticks)?.bars ?? null) !== null;
  const chosen = new Set<Keyframe>();
  for (const { from } of stretches.slice(1)) {
    const before = keyframes.findLastIndex((one) => one.ticks < from && tells(one));
    const after = keyframes.findIndex((one) => one.ticks >= from && tells(one));
    const unseen = keyframes.slice(before + 1, after).filter(({ ticks }) => !seen.has(ticks));
    for (const one of spreadKeyframes(unseen, CLOSER_LOOKS)) {
      if (chosen.size < MAX_CLOSER_LOOKS) chosen.add(one);
    }
  }
  return [...chosen].sort((a, b) => a.ticks - b.ticks);
}
