import { decodeFeature, FEATURES, type LayerShape, LEAK, NETWORK_FEATURES } from '#core/shots/index';
import type { Example } from '../examples.ts';
import type { Dice } from '../streams/dice.ts';
import { UNKNOWN } from '../streams/track.ts';

/** A layer in training. */
export interface TrainingLayer extends LayerShape {
  /** Shape (outputs, kernel, inputs). */
  readonly weights: Float64Array;
  /** Shape (outputs,). */
  readonly biases: Float64Array;
}

/** A network before its weights are rounded to bytes. */
export interface TrainingNetwork {
  readonly means: Float64Array;
  readonly scales: Float64Array;
  readonly layers: readonly TrainingLayer[];
}

export interface TrainingOptions {
  readonly shapes: readonly LayerShape[];
  readonly epochs: number;
  /** Highest step; it falls to 0 along a cosine. */
  readonly rate: number;
  /** Called about a hundred times with the mean loss per frame since the last call. */
  readonly onProgress?: (share: number, loss: number) => void;
}

/** Examples per step. */
const BATCH = 4;
const WARM_UP_STEPS = 50;
/** Adam's, and decay of weights. */
const [MEMORY, SQUARE_MEMORY, EPSILON, DECAY] = [0.9, 0.999, 1e-8, 1e-4];

/** Weights of the loss: a cut is one frame of many, and a label may be one frame off. */
const CUT_WEIGHT = 8;
const BESIDE_CUT_WEIGHT = 0.5;
const GRADUAL_WEIGHT = 1.5;
const GRADUAL_EDGE_WEIGHT = 0.4;

/** Least deviation of a feature. */
const MIN_SCALE = 1e-3;

/** Train a network. The same examples and dice give the same weights. */
export function trainNetwork(
  examples: readonly Example[],
  dice: Dice,
  { shapes, epochs, rate, onProgress }: TrainingOptions,
): TrainingNetwork {
  const { means, scales } = measureScales(examples);
  const inputs = examples.map(({ features }) => standardize(features, means, scales));
  const layers = shapes.map((shape) => initialize(shape, dice));
  const optimizers = layers.map(({ weights, biases }) => [createAdam(weights, DECAY), createAdam(biases, 0)] as const);
  const steps = Math.ceil((epochs * examples.length) / BATCH);
  const report = Math.ceil(steps / 100);
  let [loss, frames] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const gradients = layers.map(({ weights, biases }) => ({
      weights: new Float64Array(weights.length),
      biases: new Float64Array(biases.length),
    }));
    let batchFrames = 0;
    for (let i = 0; i < BATCH; i++) {
      const chosen = dice.integer(0, examples.length - 1);
      const example = examples[chosen]!;
      const n = example.cut.length;
      const activations = runForward(layers, inputs[chosen]!, n);
      const { slopes, loss: own } = measureLoss(activations.at(-1)!, example);
      runBackward(layers, activations, slopes, n, gradients);
      loss += own;
      batchFrames += n;
    }
    frames += batchFrames;
    const now = rate * Math.min(1, (step + 1) / WARM_UP_STEPS) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
    for (const [i, [updateWeights, updateBiases]] of optimizers.entries()) {
      updateWeights(gradients[i]!.weights, now, 1 / batchFrames, step + 1);
      updateBiases(gradients[i]!.biases, now, 1 / batchFrames, step + 1);
    }
    if ((step + 1) % report === 0) {
      onProgress?.((step + 1) / steps, loss / frames);
      [loss, frames] = [0, 0];
    }
  }
  return { means, scales, layers };
}

function measureScales(examples: readonly Example[]): Pick<TrainingNetwork, 'means' | 'scales'> {
  const means = new Float64Array(NETWORK_FEATURES);
  const squares = new Float64Array(NETWORK_FEATURES);
  let frames = 0;
  for (const { features } of examples) {
    for (let from = 0; from < features.length; from += FEATURES) {
      frames++;
      for (let i = 0; i < NETWORK_FEATURES; i++) {
        const value = decodeFeature(features[from + i]!);
        means[i]! += value;
        squares[i]! += value * value;
      }
    }
  }
  const scales = squares.map((square, i) => {
    const mean = means[i]! / frames;
    return Math.sqrt(Math.max(0, square / frames - mean * mean)) + MIN_SCALE;
  });
  return { means: means.map((sum) => sum / frames), scales };
}

function standardize(features: Uint8Array, means: Float64Array, scales: Float64Array): Float32Array {
  const values = new Float32Array((features.length / FEATURES) * NETWORK_FEATURES);
  for (let i = 0; i < values.length; i++) {
    const feature = i % NETWORK_FEATURES;
    const code = features[FEATURES * Math.floor(i / NETWORK_FEATURES) + feature]!;
    values[i] = (decodeFeature(code) - means[feature]!) / scales[feature]!;
  }
  return values;
}

/** He's initialization. */
function initialize(shape: LayerShape, dice: Dice): TrainingLayer {
  const { inputs, outputs, kernel } = shape;
  const deviation = Math.sqrt(2 / (kernel * inputs));
  const normal = () => Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next());
  const weights = Float64Array.from({ length: outputs * kernel * inputs }, () => deviation * normal());
  return { ...shape, weights, biases: new Float64Array(outputs) };
}

type Values = Float32Array | Float64Array;

/** Frames that are computed at once: each weight is read once for all of them. */
const BLOCK = 4;

/** Copy what a layer sees at a block of frames; beyond the ends the first and last frames are repeated. */
function gather({ inputs, kernel, dilation }: LayerShape, values: Values, first: number, to: Float64Array): void {
  const n = values.length / inputs;
  for (let t = first, at = 0; t < first + BLOCK; t++) {
    for (let k = 0; k < kernel; k++) {
      const from = inputs * limitFrame(t + (k - (kernel - 1) / 2) * dilation, n);
      for (let i = 0; i < inputs; i++, at++) to[at] = values[from + i]!;
    }
  }
}

const limitFrame = (t: number, n: number): number => Math.min(n - 1, Math.max(0, t));

/** The values of the inputs and of each layer, shape (n, outputs). */
function runForward(layers: readonly TrainingLayer[], inputs: Values, n: number): Values[] {
  const all: Values[] = [inputs];
  for (const [place, layer] of layers.entries()) {
    const { outputs, weights, biases } = layer;
    const size = layer.kernel * layer.inputs;
    const seen = new Float64Array(BLOCK * size);
    const isLast = place === layers.length - 1;
    // Whole blocks: what lies beyond the end is cut off.
    const result = new Float64Array(BLOCK * Math.ceil(n / BLOCK) * outputs);
    for (let first = 0; first < n; first += BLOCK) {
      gather(layer, all[place]!, first, seen);
      for (let output = 0, at = 0; output < outputs; output++, at += size) {
        const bias = biases[output]!;
        let [a, b, c, d] = [bias, bias, bias, bias];
        for (let i = 0; i < size; i++) {
          const weight = weights[at + i]!;
          a += weight * seen[i]!;
          b += weight * seen[size + i]!;
          c += weight * seen[2 * size + i]!;
          d += weight * seen[3 * size + i]!;
        }
        const to = first * outputs + output;
        result[to] = a < 0 && !isLast ? LEAK * a : a;
        result[to + outputs] = b < 0 && !isLast ? LEAK * b : b;
        result[to + 2 * outputs] = c < 0 && !isLast ? LEAK * c : c;
        result[to + 3 * outputs] = d < 0 && !isLast ? LEAK * d : d;
      }
    }
    all.push(result.subarray(0, n * outputs));
  }
  return all;
}

/** Add the gradients of all weights. */
function runBackward(
  layers: readonly TrainingLayer[],
  activations: readonly Values[],
  slopes: Float64Array,
  n: number,
  gradients: readonly Pick<TrainingLayer, 'weights' | 'biases'>[],
): void {
  let above = slopes;
  for (let place = layers.length - 1; place >= 0; place--) {
    const layer = layers[place]!;
    const { inputs, outputs, kernel, dilation, weights } = layer;
    const size = kernel * inputs;
    const values = activations[place + 1]!;
    const isLast = place === layers.length - 1;
    const { weights: weightSlopes, biases: biasSlopes } = gradients[place]!;
    const below = new Float64Array(place === 0 ? 0 : n * inputs);
    const seen = new Float64Array(BLOCK * size);
    const seenSlopes = new Float64Array(BLOCK * size);
    const slopeAt = (t: number, output: number) => {
      if (t >= n) return 0;
      const slope = above[t * outputs + output]!;
      return values[t * outputs + output]! < 0 && !isLast ? LEAK * slope : slope;
    };
    for (let first = 0; first < n; first += BLOCK) {
      gather(layer, activations[place]!, first, seen);
      seenSlopes.fill(0);
      for (let output = 0, at = 0; output < outputs; output++, at += size) {
        const a = slopeAt(first, output);
        const b = slopeAt(first + 1, output);
        const c = slopeAt(first + 2, output);
        const d = slopeAt(first + 3, output);
        biasSlopes[output]! += a + b + c + d;
        for (let i = 0; i < size; i++) {
          weightSlopes[at + i]! +=
            a * seen[i]! + b * seen[size + i]! + (c * seen[2 * size + i]! + d * seen[3 * size + i]!);
        }
        if (place === 0) continue;
        for (let i = 0; i < size; i++) {
          const weight = weights[at + i]!;
          seenSlopes[i]! += a * weight;
          seenSlopes[size + i]! += b * weight;
          seenSlopes[2 * size + i]! += c * weight;
          seenSlopes[3 * size + i]! += d * weight;
        }
      }
      if (place === 0) continue;
      for (let t = first, at = 0; t < first + BLOCK; t++) {
        for (let k = 0; k < kernel; k++) {
          const to = inputs * limitFrame(t + (k - (kernel - 1) / 2) * dilation, n);
          for (let i = 0; i < inputs; i++, at++) below[to + i]! += seenSlopes[at]!;
        }
      }
    }
    above = below;
  }
}

const sigmoid = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Weighted cross entropy of both outputs, summed over frames, and its slopes by the log odds. */
function measureLoss(odds: Values, { cut, gradual }: Example): { slopes: Float64Array; loss: number } {
  const slopes = new Float64Array(odds.length);
  let loss = 0;
  const add = (i: number, truth: number, weight: number) => {
    const probability = sigmoid(odds[i]!);
    slopes[i] = weight * (probability - truth);
    loss -= weight * Math.log(1e-7 + (truth === 1 ? probability : 1 - probability));
  };
  for (let t = 0; t < cut.length; t++) {
    add(2 * t, cut[t]!, weighCut(cut, t));
    const isEdge = gradual[t] !== gradual[t - 1] || gradual[t] !== gradual[t + 1];
    if (gradual[t] === UNKNOWN) continue;
    add(2 * t + 1, gradual[t]!, isEdge ? GRADUAL_EDGE_WEIGHT : gradual[t] === 1 ? GRADUAL_WEIGHT : 1);
  }
  return { slopes, loss };
}

function weighCut(cut: readonly number[], t: number): number {
  if (cut[t] === 1) return CUT_WEIGHT;
  return cut[t - 1] === 1 || cut[t + 1] === 1 ? BESIDE_CUT_WEIGHT : 1;
}

/** Adam with decoupled decay. @see Loshchilov, Hutter 2019, https://arxiv.org/abs/1711.05101 */
function createAdam(values: Float64Array, decay: number) {
  const means = new Float64Array(values.length);
  const squares = new Float64Array(values.length);
  return (slopes: Float64Array, rate: number, scale: number, step: number): void => {
    const meanScale = 1 - MEMORY ** step;
    const squareScale = 1 - SQUARE_MEMORY ** step;
    for (let i = 0; i < values.length; i++) {
      const slope = slopes[i]! * scale;
      means[i] = MEMORY * means[i]! + (1 - MEMORY) * slope;
      squares[i] = SQUARE_MEMORY * squares[i]! + (1 - SQUARE_MEMORY) * slope * slope;
      const move = means[i]! / meanScale / (Math.sqrt(squares[i]! / squareScale) + EPSILON);
      values[i]! -= rate * (move + decay * values[i]!);
    }
  };
}
