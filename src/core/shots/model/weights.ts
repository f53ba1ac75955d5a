import { fromBase64 } from '../../text/index.ts';
import { NETWORK_FEATURES } from '../signal/features.ts';
import { NUMBERS, WEIGHTS } from './trained.ts';

/** Shape of one dilated convolution over time. */
export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  /** Frames that it sees, odd. */
  readonly kernel: number;
  /** Frames from one of these to the next. */
  readonly dilation: number;
}

/** One dilated convolution over time. */
export interface Layer extends LayerShape {
  /** Shape (outputs, kernel, inputs). */
  readonly weights: Float32Array;
  /** Shape (outputs,). */
  readonly biases: Float32Array;
}

/** A network that scores frames. */
export interface Network {
  /** Mean of each feature in training, and its standard deviation. */
  readonly means: Float32Array;
  readonly scales: Float32Array;
  /** The outputs of the last one are the scores: cut, gradual transition. */
  readonly layers: readonly Layer[];
}

/** Shapes of the layers: together they see 89 frames. */
export const NETWORK_SHAPES: readonly LayerShape[] = [
  { inputs: NETWORK_FEATURES, outputs: 24, kernel: 5, dilation: 1 },
  { inputs: 24, outputs: 24, kernel: 5, dilation: 3 },
  { inputs: 24, outputs: 24, kernel: 5, dilation: 8 },
  { inputs: 24, outputs: 24, kernel: 3, dilation: 20 },
  { inputs: 24, outputs: 2, kernel: 1, dilation: 1 },
];

/**
 * Read a network.
 *
 * @param weights of all layers in their order, shape (outputs, kernel, inputs), signed bytes, base64.
 * @param numbers 32-bit floats in little endian, base64: means of the features, their deviations,
 *   then per layer the scale of each output's weights and its bias.
 */
export function readNetwork(weights: string, numbers: string): Network {
  const bytes = new Int8Array(fromBase64(weights));
  const floats = readFloats(fromBase64(numbers));
  let byte = 0;
  let float = 2 * NETWORK_FEATURES;
  const layers = NETWORK_SHAPES.map((shape) => {
    const { inputs, outputs, kernel } = shape;
    const perOutput = kernel * inputs;
    const scales = floats.subarray(float, float + outputs);
    const biases = floats.subarray(float + outputs, float + 2 * outputs);
    const scaled = Float32Array.from({ length: outputs * perOutput }, (_, i) => {
      return bytes[byte + i]! * scales[Math.floor(i / perOutput)]!;
    });
    byte += outputs * perOutput;
    float += 2 * outputs;
    return { ...shape, weights: scaled, biases };
  });
  const means = floats.subarray(0, NETWORK_FEATURES);
  return { means, scales: floats.subarray(NETWORK_FEATURES, 2 * NETWORK_FEATURES), layers };
}

/** The trained network. docs/shots.md says what it was trained on. */
export const TRAINED: Network = readNetwork(WEIGHTS, NUMBERS);

/** Read 32-bit floats in little endian, whatever the machine's order. */
function readFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
