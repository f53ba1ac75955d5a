import type { Transition } from '../../fingerprint/index.ts';
import type { FrameScores } from '../model/network.ts';
import { BLEND_FEATURE, decodeFeature, FEATURES, MEAN_FEATURE } from '../signal/features.ts';

/** Log odds from which a frame counts; those of a gradual transition must once reach the second. */
const LEAST = 0;
const LEAST_PEAK = 0.85;
/** Log odds of a cut that is sure, even inside a gradual transition: a probability of 0.9. */
const SURE = 2.2;
/** Frames on either side in which a cut has the highest score. */
const CUT_RADIUS = 3;
/** Frames of the shortest gradual transition. */
const MIN_FRAMES = 3;
/** What is left of a gradual transition beside a cut inside it must be longer. */
const MIN_BESIDE_CUT = 12;

/** A fade goes to less than this share of the light before and after it. */
const FADED_SHARE = 0.4;
/** Mean luma of black, codes; light enough to be a picture; and of black behind compression. */
const BLACK_LUMA = 12;
const PICTURE_LUMA = 24;
const DARK_LUMA = 16;
/** Frames beside a fade at which the light before and after it is measured. */
const BESIDE = 2;

/** Below this share of blended pixels in its middle, a transition is a wipe. */
const MAX_WIPE_BLEND = 0.3;

interface Gradual {
  begin: number;
  end: number;
  readonly peak: number;
}

/**
 * Find transitions in the scores of a film's frames.
 *
 * @param features of the same frames, shape (n, FEATURES): mean luma tells fades.
 * @returns transitions in order, which do not overlap. Frames are indexes of the scores.
 */
export function findTransitions(features: Uint8Array, scores: FrameScores): Transition[] {
  const graduals = findGraduals(scores.gradual);
  const cuts = findCuts(scores.cut).filter((cut) => {
    const around = graduals.find(({ begin, end }) => begin <= cut && cut <= end);
    return around === undefined || scores.cut[cut]! > Math.min(around.peak, SURE);
  });
  const beside = graduals.flatMap((gradual) => cutOut(gradual, cuts));
  const lumaAt = createLumaReader(features);
  return [
    ...cuts.map((frame): Transition => ({ kind: 'cut', fromFrame: frame, toFrame: frame })),
    ...beside.flatMap((gradual) => nameGradual(gradual, features, lumaAt)),
  ].sort((one, other) => one.fromFrame - other.fromFrame);
}

function findGraduals(scores: Float32Array): Gradual[] {
  const graduals: Gradual[] = [];
  for (let begin = 0; begin < scores.length; begin++) {
    if (scores[begin]! <= LEAST) continue;
    let end = begin;
    let peak = scores[begin]!;
    while (end + 1 < scores.length && scores[end + 1]! > LEAST) peak = Math.max(peak, scores[++end]!);
    if (end - begin >= MIN_FRAMES && peak > LEAST_PEAK) graduals.push({ begin, end, peak });
    begin = end;
  }
  return graduals;
}

function findCuts(scores: Float32Array): number[] {
  const cuts: number[] = [];
  for (let t = 1; t < scores.length; t++) {
    if (scores[t]! <= LEAST) continue;
    const around = scores.subarray(Math.max(0, t - CUT_RADIUS), t + CUT_RADIUS + 1);
    const highest = Math.max(...around);
    // Of equal scores the first is the cut.
    if (scores[t] === highest && scores.indexOf(highest, Math.max(0, t - CUT_RADIUS)) === t) cuts.push(t);
  }
  return cuts;
}

/** What is left of a gradual transition between the cuts inside it, where it is long enough. */
function cutOut({ begin, end, peak }: Gradual, cuts: readonly number[]): Gradual[] {
  const inside = cuts.filter((cut) => begin <= cut && cut <= end);
  if (inside.length === 0) return [{ begin, end, peak }];
  const borders = [begin - 1, ...inside, end + 1];
  return borders
    .slice(1)
    .map((border, i) => ({ begin: borders[i]! + 1, end: border - 1, peak }))
    .filter((part) => part.end - part.begin > MIN_BESIDE_CUT);
}

/** Mean luma by frame, codes; beyond the ends that of the first and the last frame. */
function createLumaReader(features: Uint8Array): (frame: number) => number {
  const last = features.length / FEATURES - 1;
  return (frame) => 255 * decodeFeature(features[FEATURES * Math.min(last, Math.max(0, frame)) + MEAN_FEATURE]!);
}

function nameGradual({ begin, end }: Gradual, features: Uint8Array, lumaAt: (frame: number) => number): Transition[] {
  const whole = { fromFrame: begin, toFrame: end };
  // A fade to white is one to black in the negative.
  for (const sign of [1, -1]) {
    const light = (frame: number) => (sign === 1 ? lumaAt(frame) : 255 - lumaAt(frame));
    let dark = begin;
    for (let t = begin; t <= end; t++) if (light(t) < light(dark)) dark = t;
    const [before, least, after] = [light(begin - BESIDE), light(dark), light(end + BESIDE)];
    const isInside = begin < dark && dark < end;
    if (isInside && least < FADED_SHARE * before && least < FADED_SHARE * after) {
      return [
        { kind: 'fade-out', fromFrame: begin, toFrame: dark },
        { kind: 'fade-in', fromFrame: dark + 1, toFrame: end },
      ];
    }
    if (least >= BLACK_LUMA) continue;
    if (before > PICTURE_LUMA && after < DARK_LUMA) return [{ kind: 'fade-out', ...whole }];
    if (after > PICTURE_LUMA && before < DARK_LUMA) return [{ kind: 'fade-in', ...whole }];
  }
  return [{ kind: measureMiddleBlend({ begin, end }, features) < MAX_WIPE_BLEND ? 'wipe' : 'dissolve', ...whole }];
}

/** The mean share of blended pixels in the middle third of a transition. */
function measureMiddleBlend({ begin, end }: Pick<Gradual, 'begin' | 'end'>, features: Uint8Array): number {
  const length = end - begin + 1;
  // The mixture whose frames lie beside the transition.
  const mix = length <= 6 ? 0 : length <= 20 ? 1 : 2;
  const first = begin + Math.floor(length / 3);
  const last = end - Math.floor(length / 3);
  let sum = 0;
  for (let t = first; t <= last; t++) sum += decodeFeature(features[FEATURES * t + BLEND_FEATURE + mix]!);
  return sum / (last - first + 1);
}
