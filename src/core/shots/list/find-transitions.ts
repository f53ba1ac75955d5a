import type { Transition } from '../../fingerprint/index.ts';
import type { FrameScores } from '../model/network.ts';
import { DISTANCES } from '../signal/compare.ts';
import {
  BLEND_FEATURE,
  DEVIATION_FEATURE,
  decodeFeature,
  FEATURES,
  MEAN_FEATURE,
  SATURATION_FEATURE,
} from '../signal/features.ts';

/** Log odds from which a frame is a cut. It and the next ones were chosen on what is trained on. */
const LEAST_CUT = 2;
/** Log odds from which a frame is part of a gradual transition; they must once reach the second. */
const LEAST = 0;
const LEAST_PEAK = 0.85;
/** Log odds of a cut that is sure, even inside a gradual transition. */
const SURE = 4;
/** Frames on either side in which a cut has the highest score. */
const CUT_RADIUS = 2;
/** Lags, counted from the shortest one, across which a flash leaves no change: 4 and 8 frames. */
const FLASH_LAGS = [2, 3] as const;
/** Share of the change from frame to frame, in luma, edges and histogram, below which there is no change. */
const FLASH_SHARE = 0.5;
/** Frames from the first to the last one of the shortest gradual transition. */
const MIN_FRAMES = 1;
/** Frames that may be missing inside a gradual transition. */
const MAX_GAP = 3;
/** More of them if their log odds are above the second: long dissolves fade out of sight. */
const MAX_WEAK_GAP = 8;
const WEAK = -3;
/** What is left of a gradual transition beside a cut inside it must be longer. */
const MIN_BESIDE_CUT = 12;

/** Mean luma, codes, from which a frame is black or white, and so blank. */
const BLACK_LUMA = 12;
const WHITE_LUMA = 243;
/** A frame of nearly one tone is blank too if that is dark or light: prints have no true black. */
const FLAT_DEVIATION = 8;
const DARK_LUMA = 48;
const LIGHT_LUMA = 200;
/** A colour is not blank, however dark: mean distance of both chroma planes from grey, codes. */
const MAX_BLANK_SATURATION = 24;
/** A fade that does not reach black goes to less than this share of the light before and after it. */
const FADED_SHARE = 0.4;
/** Frames beside a transition that show what it leads from and to. */
const BESIDE = 2;

/** Below this share of blended pixels in its middle, a transition is a wipe. */
const MAX_WIPE_BLEND = 0.3;

interface Gradual {
  begin: number;
  end: number;
  peak: number;
}

/**
 * Find transitions in the scores of a film's frames.
 *
 * @param features of the same frames, shape (n, FEATURES): they tell the kinds of transitions.
 * @returns transitions in order, which do not overlap. Frames are indexes of the scores.
 */
export function findTransitions(features: Uint8Array, scores: FrameScores): Transition[] {
  const graduals = findGraduals(scores.gradual);
  const cuts = findCuts(scores.cut).filter((cut) => {
    if (isFlash(features, cut)) return false;
    const around = graduals.find(({ begin, end }) => begin <= cut && cut <= end);
    return around === undefined || scores.cut[cut]! > Math.min(around.peak, SURE);
  });
  const beside = graduals.flatMap((gradual) => cutOut(gradual, cuts));
  return [
    ...cuts.map((frame): Transition => ({ kind: 'cut', fromFrame: frame, toFrame: frame })),
    ...beside.flatMap((gradual) => nameGradual(gradual, features)),
  ].sort((one, other) => one.fromFrame - other.fromFrame);
}

function findGraduals(scores: Float32Array): Gradual[] {
  const graduals: Gradual[] = [];
  for (let t = 0; t < scores.length; t++) {
    if (scores[t]! <= LEAST) continue;
    const last = graduals.at(-1);
    if (last !== undefined && isJoined(scores, last.end, t)) {
      last.end = t;
      last.peak = Math.max(last.peak, scores[t]!);
    } else graduals.push({ begin: t, end: t, peak: scores[t]! });
  }
  return graduals.filter(({ begin, end, peak }) => end - begin >= MIN_FRAMES && peak > LEAST_PEAK);
}

/** Whether a frame belongs to the transition that ended at another one. */
function isJoined(scores: Float32Array, end: number, frame: number): boolean {
  const gap = scores.subarray(end + 1, frame);
  return gap.length <= MAX_GAP || (gap.length <= MAX_WEAK_GAP && gap.every((score) => score > WEAK));
}

function findCuts(scores: Float32Array): number[] {
  const cuts: number[] = [];
  for (let t = 1; t < scores.length; t++) {
    if (scores[t]! <= LEAST_CUT) continue;
    const around = scores.subarray(Math.max(0, t - CUT_RADIUS), t + CUT_RADIUS + 1);
    const highest = Math.max(...around);
    // Of equal scores the first is the cut.
    if (scores[t] === highest && scores.indexOf(highest, Math.max(0, t - CUT_RADIUS)) === t) cuts.push(t);
  }
  return cuts;
}

/**
 * Whether the picture is the same again a few frames after a change as it was a few frames before:
 * the change is the beginning or the end of a flash.
 */
function isFlash(features: Uint8Array, cut: number): boolean {
  const changeAt = (lag: number) => {
    const from = FEATURES * cut + DISTANCES * lag;
    return decodeFeature(features[from]!) + decodeFeature(features[from + 2]!) + decodeFeature(features[from + 3]!);
  };
  return Math.min(...FLASH_LAGS.map(changeAt)) < FLASH_SHARE * changeAt(0);
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

function nameGradual({ begin, end }: Gradual, features: Uint8Array): Transition[] {
  const whole = { fromFrame: begin, toFrame: end };
  const from = readTone(features, begin - BESIDE);
  const to = readTone(features, end + BESIDE);
  if (isBlank(from) !== isBlank(to)) return [{ kind: isBlank(to) ? 'fade-out' : 'fade-in', ...whole }];
  if (!isBlank(from)) {
    const blank = findBlank({ begin, end }, features, from, to);
    if (blank !== null) {
      const fades: Transition[] = [
        { kind: 'fade-out', fromFrame: begin, toFrame: blank },
        { kind: 'fade-in', fromFrame: blank + 1, toFrame: end },
      ];
      // Next to a cut to black or from black one more frame looks like a fade of its own.
      return fades.filter(({ fromFrame, toFrame }) => toFrame - fromFrame >= MIN_FRAMES);
    }
  }
  return [{ kind: measureMiddleBlend({ begin, end }, features) < MAX_WIPE_BLEND ? 'wipe' : 'dissolve', ...whole }];
}

/** Mean and standard deviation of a frame's luma, and its saturation, codes. */
interface Tone {
  readonly luma: number;
  readonly deviation: number;
  readonly saturation: number;
}

/** The tone of a frame; beyond the ends that of the first and the last one. */
function readTone(features: Uint8Array, frame: number): Tone {
  const row = FEATURES * Math.min(features.length / FEATURES - 1, Math.max(0, frame));
  return {
    luma: 255 * decodeFeature(features[row + MEAN_FEATURE]!),
    deviation: (8 * decodeFeature(features[row + DEVIATION_FEATURE]!)) ** 2,
    saturation: (8 * decodeFeature(features[row + SATURATION_FEATURE]!)) ** 2,
  };
}

function isBlank({ luma, deviation, saturation }: Tone): boolean {
  if (saturation > MAX_BLANK_SATURATION) return false;
  if (luma < BLACK_LUMA || luma > WHITE_LUMA) return true;
  return deviation < FLAT_DEVIATION && (luma < DARK_LUMA || luma > LIGHT_LUMA);
}

/** The frame inside a transition where the picture is gone, before it comes back; null if there is none. */
function findBlank({ begin, end }: Omit<Gradual, 'peak'>, features: Uint8Array, from: Tone, to: Tone): number | null {
  const inside = Array.from({ length: end - begin - 1 }, (_, i) => begin + 1 + i);
  // A fade to white is one to black in the negative.
  for (const lightOf of [({ luma }: Tone) => luma, ({ luma }: Tone) => 255 - luma]) {
    const lights = inside.map((t) => lightOf(readTone(features, t)));
    const least = Math.min(...lights);
    const darkest = inside[lights.indexOf(least)]!;
    const isFaded = least < FADED_SHARE * Math.min(lightOf(from), lightOf(to));
    if (isFaded || isBlank(readTone(features, darkest))) return darkest;
  }
  return null;
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
