import { writeFileSync } from 'node:fs';
import type { TrainingLayer, TrainingNetwork } from './trainer.ts';

/** A network as text: see `readNetwork`. */
export interface PackedNetwork {
  readonly weights: string;
  readonly numbers: string;
}

/** Round the weights of each output to signed bytes with one scale. */
export function packNetwork({ means, scales, layers }: TrainingNetwork): PackedNetwork {
  const rounded = layers.map(roundWeights);
  const bytes = Buffer.concat(rounded.map(({ weights }) => Buffer.from(weights.buffer)));
  const floats = [...means, ...scales, ...rounded.flatMap((layer, i) => [...layer.scales, ...layers[i]!.biases])];
  const numbers = Buffer.alloc(4 * floats.length);
  for (const [i, value] of floats.entries()) numbers.writeFloatLE(value, 4 * i);
  return { weights: bytes.toString('base64'), numbers: numbers.toString('base64') };
}

function roundWeights({ weights, outputs }: TrainingLayer): { weights: Int8Array; scales: Float64Array } {
  const perOutput = weights.length / outputs;
  const scales = new Float64Array(outputs);
  for (const [i, weight] of weights.entries()) {
    const output = Math.floor(i / perOutput);
    scales[output] = Math.max(scales[output]!, Math.abs(weight) / 127);
  }
  const rounded = Int8Array.from(weights, (weight, i) => Math.round(weight / scales[Math.floor(i / perOutput)]!));
  return { weights: rounded, scales };
}

/** Characters per line. */
const LINE = 96;

/** Write the source file of the trained network, with a line on how it was made. */
export function writeWeights(path: string, { weights, numbers }: PackedNetwork, provenance: string): void {
  const text = `// Written by bench/shots/training/train.ts: do not edit. ${provenance}
// docs/shots.md says on which films it was trained, and which were held out.
/** Weights of all layers, in their order: shape (outputs, kernel, inputs), signed bytes, base64. */
export const WEIGHTS: string = [
${toLines(weights)}
].join('');

/**
 * Means of the features, their deviations, then per layer the scale of each output's weights and
 * its bias: 32-bit floats, little endian, base64.
 */
export const NUMBERS: string = [
${toLines(numbers)}
].join('');
`;
  writeFileSync(path, text);
}

const toLines = (text: string): string =>
  Array.from({ length: Math.ceil(text.length / LINE) }, (_, i) => `  '${text.slice(LINE * i, LINE * (i + 1))}',`).join(
    '\n',
  );
