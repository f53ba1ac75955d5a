import { fromBase64 } from '../../text/index.ts';
import { NETWORK_FEATURES } from '../signal/features.ts';
import { NUMBERS, WEIGHTS } from './trained.ts';

/** One dilated convolution over time. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Frames that it sees, odd. */
  readonly kernel: number;
  /** Frames from one of these to the next. */
  readonly dilation: number;
  /** Shape (outputs, kernel, inputs). */
  readonly weights: Float32Array;
  /** Shape (outputs,). */
  readonly biases: Float32Array;
  /** Its outputs are the scores. */
  readonly isLast: boolean;
}

/** Shapes of the layers: 49 frames in all. */
const SHAPES: readonly Pick<Layer, 'inputs' | 'outputs' | 'kernel' | 'dilation'>[] = [
  { inputs: NETWORK_FEATURES, outputs: 16, kernel: 5, dilation: 1 },
  { inputs: 16, outputs: 16, kernel: 5, dilation: 3 },
  { inputs: 16, outputs: 16, kernel: 5, dilation: 8 },
  { inputs: 16, outputs: 2, kernel: 1, dilation: 1 },
];

const numbers = readFloats(fromBase64(NUMBERS));

/** Mean of each feature in training, and its standard deviation. */
export const MEANS: Float32Array = numbers.subarray(0, NETWORK_FEATURES);
export const SCALES: Float32Array = numbers.subarray(NETWORK_FEATURES, 2 * NETWORK_FEATURES);

/** The trained layers. docs/shots.md says what they were trained on. */
export const LAYERS: readonly Layer[] = readLayers();

function readLayers(): Layer[] {
  const bytes = new Int8Array(fromBase64(WEIGHTS));
  let weight = 0;
  let number = 2 * NETWORK_FEATURES;
  return SHAPES.map((shape, i) => {
    const { inputs, outputs, kernel } = shape;
    const perOutput = kernel * inputs;
    const scales = numbers.subarray(number, number + outputs);
    const biases = numbers.subarray(number + outputs, number + 2 * outputs);
    const weights = Float32Array.from({ length: outputs * perOutput }, (_, j) => {
      return bytes[weight + j]! * scales[Math.floor(j / perOutput)]!;
    });
    weight += outputs * perOutput;
    number += 2 * outputs;
    return { ...shape, weights, biases, isLast: i === SHAPES.length - 1 };
  });
}

/** Read 32-bit floats in little endian, whatever the machine's order. */
function readFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
