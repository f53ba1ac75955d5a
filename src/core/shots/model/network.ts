import { decodeFeature, FEATURES, NETWORK_FEATURES } from '../signal/features.ts';
import { type Layer, type Network, TRAINED } from './weights.ts';

/** Scores of each frame, as log odds: above 0 more probable than not. */
export interface FrameScores {
  /** The frame is the first one after a cut, shape (n,). */
  readonly cut: Float32Array;
  /** The frame is part of a gradual transition, shape (n,). */
  readonly gradual: Float32Array;
}

/** Frames that are scored at once: this bounds memory. */
const CHUNK = 4096;

/** Slope of the activation below 0. */
export const LEAK = 0.05;

/**
 * Score all frames of a film. About 20 us per frame.
 *
 * @param features shape (n, FEATURES).
 */
export function scoreFrames(features: Uint8Array, network: Network = TRAINED): FrameScores {
  const radius = measureRadius(network);
  const frames = features.length / FEATURES;
  const scores = { cut: new Float32Array(frames), gradual: new Float32Array(frames) };
  for (let from = 0; from < frames; from += CHUNK) {
    const to = Math.min(frames, from + CHUNK);
    const first = Math.max(0, from - radius);
    const end = Math.min(frames, to + radius);
    let values = standardize(features, first, end, network);
    for (const [i, layer] of network.layers.entries()) {
      values = runLayer(layer, values, end - first, i === network.layers.length - 1);
    }
    for (let t = from; t < to; t++) {
      scores.cut[t] = values[2 * (t - first)]!;
      scores.gradual[t] = values[2 * (t - first) + 1]!;
    }
  }
  return scores;
}

/** Frames on either side that a score depends on. */
const measureRadius = ({ layers }: Network): number =>
  layers.reduce((sum, { kernel, dilation }) => sum + ((kernel - 1) / 2) * dilation, 0);

function standardize(features: Uint8Array, first: number, end: number, { means, scales }: Network): Float32Array {
  const values = new Float32Array(NETWORK_FEATURES * (end - first));
  for (let t = first, i = 0; t < end; t++) {
    for (let feature = 0; feature < NETWORK_FEATURES; feature++, i++) {
      values[i] = (decodeFeature(features[FEATURES * t + feature]!) - means[feature]!) / scales[feature]!;
    }
  }
  return values;
}

/** Run one dilated convolution over time. Beyond the ends the first and last frames are repeated. */
function runLayer(
  { inputs, outputs, kernel, dilation, weights, biases }: Layer,
  values: Float32Array,
  frames: number,
  isLast: boolean,
) {
  const result = new Float32Array(outputs * frames);
  const half = (kernel - 1) / 2;
  for (let t = 0; t < frames; t++) {
    for (let output = 0; output < outputs; output++) {
      let sum = biases[output]!;
      for (let k = 0; k < kernel; k++) {
        const from = inputs * Math.min(frames - 1, Math.max(0, t + (k - half) * dilation));
        const weight = (output * kernel + k) * inputs;
        for (let input = 0; input < inputs; input++) sum += weights[weight + input]! * values[from + input]!;
      }
      result[outputs * t + output] = sum < 0 && !isLast ? LEAK * sum : sum;
    }
  }
  return result;
}
