import { compareFrames, DISTANCES } from './compare.ts';
import type { Descriptor } from './descriptor.ts';
import { fitMixture, MIXTURE_NUMBERS, measureBlend } from './mixture.ts';

/** Frames between the two that are compared, around each frame; a frame and the one before it too. */
const LONGER_LAGS = [2, 4, 8, 16, 32] as const;
/** Frames on either side whose mixture a frame may be. */
const MIXES = [3, 8, 20] as const;

/** Frames on either side that the features of a frame depend on. */
export const FEATURE_RADIUS = 20;

/** Where mean luma is among the features of a frame. */
export const MEAN_FEATURE: number = (1 + LONGER_LAGS.length) * DISTANCES;
/** Where the deviation of luma is. */
export const DEVIATION_FEATURE: number = MEAN_FEATURE + 1;
/** Where the mean distance of chroma from grey is. */
export const SATURATION_FEATURE: number = MEAN_FEATURE + 2;
/** Where the fits of mixtures are: of each the share, the rest and the distance. */
export const MIX_FEATURE: number = MEAN_FEATURE + 3;
/** Where the blended shares are, one per mixture: only the kind of a transition depends on them. */
export const BLEND_FEATURE: number = MIX_FEATURE + MIXTURE_NUMBERS * MIXES.length;
/** Features that the network sees. */
export const NETWORK_FEATURES: number = BLEND_FEATURE;
/** Features per frame, one byte each. */
export const FEATURES: number = BLEND_FEATURE + MIXES.length;

/** Codes per unit, and the smallest value: features lie between -0.5 and 1.5. */
const CODES = 127.5;
const LEAST = -0.5;

/** The value of a feature that is stored in a byte. */
export const decodeFeature = (code: number): number => code / CODES + LEAST;

const values = new Float32Array(FEATURES);

/**
 * Measure the features of a frame.
 *
 * @param change how the frame differs from the one before it: {@link DISTANCES} numbers.
 * @param at gives the descriptor of each frame from `t` - {@link FEATURE_RADIUS} to `t` +
 *   {@link FEATURE_RADIUS}; beyond the film's ends it repeats the first and the last one.
 * @param to receives {@link FEATURES} bytes.
 */
export function measureFeatures(
  change: Float32Array,
  at: (t: number) => Descriptor,
  t: number,
  to: Uint8Array,
  offset: number,
): void {
  values.set(change);
  let place = DISTANCES;
  for (const lag of LONGER_LAGS) {
    // The pair lies around the border between t - 1 and t.
    const before = Math.ceil(lag / 2);
    compareFrames(at(t - before), at(t - before + lag), values, place);
    place += DISTANCES;
  }
  const frame = at(t);
  values[place++] = frame.mean / 255;
  values[place++] = Math.sqrt(frame.deviation) / 8;
  values[place++] = Math.sqrt(frame.saturation) / 8;
  for (const mix of MIXES) {
    fitMixture(at(t - mix), frame, at(t + mix), values, place);
    place += MIXTURE_NUMBERS;
  }
  for (const mix of MIXES) values[place++] = measureBlend(at(t - mix), frame, at(t + mix));
  for (let i = 0; i < FEATURES; i++) {
    to[offset + i] = Math.min(255, Math.max(0, Math.round((values[i]! - LEAST) * CODES)));
  }
}
