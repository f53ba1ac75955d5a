/**
 * Train the network that scores frames, and write `src/core/shots/model/trained.ts`. Takes some forty minutes of CPU time. The same seed and films give the same bytes.
 *
 *     node build/bench/shots/training/train.js [--seed 5] [--seeds 3750] [--epochs 12]
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { NETWORK_SHAPES } from '#core/shots/index';
import { createDice } from '../streams/dice.ts';
import { trainNetwork } from './trainer.ts';
import { makeExamples, readTrainingSet } from './training-set.ts';
import { packNetwork, writeWeights } from './write-weights.ts';

const OUTPUT = fileURLToPath(new URL('../../../../src/core/shots/model/trained.ts', import.meta.url));
const RATE = 4e-3;
/** Seed of the first stream; the streams are the same for every seed of the network. */
const FIRST_STREAM = 1_000_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '5' },
    seeds: { type: 'string', default: '3750' },
    epochs: { type: 'string', default: '12' },
  },
});

const seed = Number(values.seed);
const set = await readTrainingSet();
console.log(`${set.shots.length} shots`);
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => FIRST_STREAM + i);
const examples = seeds.flatMap((own) => makeExamples(set, own));
console.log(`${examples.length} streams of ${examples.reduce((sum, { cut }) => sum + cut.length, 0)} frames`);
const network = trainNetwork(examples, createDice(seed), {
  shapes: NETWORK_SHAPES,
  epochs: Number(values.epochs),
  rate: RATE,
  onProgress: (share, loss) => console.log(`${(100 * share).toFixed(0).padStart(3)} %  loss ${loss.toFixed(4)}`),
});
const provenance = `Seed ${seed}, ${examples.length} streams of seeds from ${FIRST_STREAM} on, ${values.epochs} epochs.`;
writeWeights(OUTPUT, packNetwork(network), provenance);
console.log(`wrote ${OUTPUT}`);
