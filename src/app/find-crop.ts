import {
  type CropPlan,
  type Keyframe,
  type Look,
  type LookPlan,
  listKeyframes,
  planCrop,
  planKeyframes,
  planLooks,
  planOneCrop,
  reachesEdges,
  spreadKeyframes,
} from '../frame/index.ts';
import type { CheckedFingerprintOptions } from './fingerprint-options.ts';
import type { SpanRunner, Survey } from './span-runner.ts';
import { workOffSpans } from './work-off-spans.ts';

/** Key frames are looked at over the whole film, one every half minute, but no fewer and no more than this. */
const LOOK_SECONDS = 30;
const LEAST_LOOKS = 24;
const MOST_LOOKS = 240;

/** Where the format changes, more key frames are looked at in between, so many at each change in each round. */
const CLOSER_LOOKS = 8;
const CLOSER_ROUNDS = 3;
/** And so many in a round at most: a film that changes all the time is not worth more. */
const MOST_CLOSER_LOOKS = 120;

/**
 * A short film with fewer key frames than this is looked at anywhere, which may decode all of it, unless those that tell are enough to say
 * that it has no bars.
 */
const LEAST_KEYFRAMES = 12;
const SHORT_FRAMES = 1_500;
const ENOUGH_WITHOUT_BARS = 4;

/**
 * Find out which part of a film is sampled: what the caller says, or what a look at key frames of the whole film tells.
 *
 * It hangs on the film alone, not on the stretch that is sampled nor on the number of processes.
 *
 * @throws {RangeError} for a crop that is not inside the film's pictures.
 * @throws {FilmError}
 */
export async function findCrop(
  path: string,
  survey: Survey,
  { crop }: Pick<CheckedFingerprintOptions, 'crop'>,
  runner: SpanRunner,
): Promise<CropPlan> {
  const { width, height, track } = survey.info;
  if (crop === 'none') return planOneCrop(width, height, track.firstTicks);
  if (crop === 'auto') return detectCrop(path, survey, runner);
  if (crop.x + crop.width > width || crop.y + crop.height > height) {
    const { x, y } = crop;
    throw new RangeError(
      `\`crop\`: expected a part of the film's ${width}x${height} pixels, got ${crop.width}:${crop.height}:${x}:${y}`,
    );
  }
  const { x, y } = crop;
  return planOneCrop(width, height, track.firstTicks, { x, y, width: crop.width, height: crop.height });
}

async function detectCrop(path: string, survey: Survey, runner: SpanRunner): Promise<CropPlan> {
  const { info, index } = survey;
  const { track, width, height } = info;
  const decide = (looks: readonly Look[]) => planCrop(looks, width, height, track.firstTicks);
  const look = (plan: LookPlan) => lookAt(path, survey, plan, runner);

  const keyframes = listKeyframes(index, track);
  if (keyframes.length < LEAST_KEYFRAMES && track.frames <= SHORT_FRAMES) {
    const looks = await look(planKeyframes(index, track, keyframes));
    const telling = looks.filter(({ bars }) => bars !== null);
    const isWhole = telling.every(({ bars }) => reachesEdges(bars!, info));
    if (isWhole && telling.length >= ENOUGH_WITHOUT_BARS) return planOneCrop(width, height, track.firstTicks);
    return decide(await look(planLooks(index, track, LEAST_LOOKS)));
  }
  const seconds = ((track.endTicks - track.firstTicks) * info.timeBase.num) / info.timeBase.den;
  const looks = Math.min(MOST_LOOKS, Math.max(LEAST_LOOKS, Math.ceil(seconds / LOOK_SECONDS)));
  const seen = new Map<number, Look>();
  let next = spreadKeyframes(keyframes, looks);
  for (let round = 0; next.length > 0; round++) {
    for (const one of await look(planKeyframes(index, track, next))) seen.set(one.ticks, one);
    if (round === CLOSER_ROUNDS) break;
    next = chooseCloser(keyframes, seen, decide([...seen.values()].sort(byTime)));
  }
  return decide(keyframes.map(({ ticks }) => seen.get(ticks) ?? { ticks, bars: null }));
}

const byTime = (a: Look, b: Look) => a.ticks - b.ticks;

/** Choose key frames not seen yet around each change of format: between the last that told before it and the first after. */
function chooseCloser(
  keyframes: readonly Keyframe[],
  seen: ReadonlyMap<number, Look>,
  { stretches }: CropPlan,
): Keyframe[] {
  const tells = ({ ticks }: Keyframe) => (seen.get(ticks)?.bars ?? null) !== null;
  const chosen = new Set<Keyframe>();
  for (const { from } of stretches.slice(1)) {
    const before = keyframes.findLastIndex((one) => one.ticks < from && tells(one));
    const after = keyframes.findIndex((one) => one.ticks >= from && tells(one));
    const unseen = keyframes.slice(before + 1, after).filter(({ ticks }) => !seen.has(ticks));
    for (const one of spreadKeyframes(unseen, CLOSER_LOOKS)) {
      if (chosen.size < MOST_CLOSER_LOOKS) chosen.add(one);
    }
  }
  return [...chosen].sort((a, b) => a.ticks - b.ticks);
}

/** Have frames decoded and measured, on all processes. */
async function lookAt(path: string, { info, reader }: Survey, plan: LookPlan, runner: SpanRunner): Promise<Look[]> {
  const { width, height } = info;
  const looks: Look[] = [];
  // What cannot be decoded tells nothing: its looks are missing, and no more.
  await workOffSpans(plan.spans, runner.concurrency, async (span) => {
    for (const frame of await runner.measureBars({ path, reader, span })) {
      // A film may change its size of picture: the crop speaks of one size alone.
      const isSameSize = frame.width === width && frame.height === height;
      looks.push({ ticks: frame.wanted - plan.lead, bars: isSameSize ? frame.bars : null });
    }
    return { damagedPackets: 0 };
  });
  return looks.sort(byTime);
}
