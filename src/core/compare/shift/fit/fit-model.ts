import { srgb8ToOklab } from '../../../color/index.ts';
import { roundTo } from '../../../fingerprint/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { addRow, createEquations, type NormalEquations, solveEquations } from './least-squares.ts';
import { fillTerms, type ShiftModel, shiftOklab, TERMS, TINT_KNOTS, TONE_KNOTS } from './model.ts';
import { weightedQuantile } from './quantile.ts';

/** More pairs hardly change the fit. */
const MAX_PAIRS = 16_000;
const ITERATIONS = 7;
/** Residuals below this (OKLab) are noise of encoding and never count as outliers. */
const MIN_SCALE = 0.008;
/** Codes within this of 0 or 255 are clipped, except for noise. */
const CLIP_MARGIN = 2;
/** Weight of a pair of which a channel is clipped: it only bounds what the fit wants to know. */
const CLIPPED_WEIGHT = 0.05;

// Penalties per unit of evidence: they decide only where there is none.
const TONE_BEND = 2e-4;
const TONE_SLOPE = 1e-5;
const TINT_BEND = 1e-3;
const TINT_SIZE = 1e-5;
const CHROMA_SIZE = 2e-6;
const TERM_SIZE = 1e-5;

/** Fit a model to pairs, robustly: outliers lose their weight in a few rounds. */
export function fitModel(pairs: ColorPairs): ShiftModel {
  const { a, b, weights } = thinPairs(pairs, MAX_PAIRS);
  const labA = srgb8ToOklab(a);
  const labB = srgb8ToOklab(b);
  const base = balanceWeights(a, b, weights);
  const count = weights.length;
  let robust = base;
  let model: ShiftModel = IDENTITY;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    model = solveModel(labA, labB, robust);
    if (iteration === ITERATIONS - 1) break;
    const residuals = new Float64Array(count);
    for (let i = 0; i < count; i++) residuals[i] = measureResidual(model, labA, labB, i);
    const scale = Math.max(MIN_SCALE, 2 * weightedQuantile(residuals, base, 0.5));
    robust = base.map((weight, i) => {
      const ratio = residuals[i]! / scale;
      const factor = 1 / (1 + ratio * ratio);
      return weight * factor * factor;
    });
  }
  return roundModel(model);
}

/** Keep every n-th pair. */
export function thinPairs({ a, b, weights }: ColorPairs, most: number): ColorPairs {
  const step = Math.max(1, Math.ceil(weights.length / most));
  if (step === 1) return { a, b, weights };
  const count = Math.ceil(weights.length / step);
  const thin = { a: new Uint8Array(3 * count), b: new Uint8Array(3 * count), weights: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    thin.weights[i] = weights[i * step]!;
    for (let channel = 0; channel < 3; channel++) {
      thin.a[3 * i + channel] = a[3 * i * step + channel]!;
      thin.b[3 * i + channel] = b[3 * i * step + channel]!;
    }
  }
  return thin;
}

/** A model that changes nothing. */
export const IDENTITY: ShiftModel = {
  lightness: [...Array.from({ length: TONE_KNOTS }, (_, i) => i / (TONE_KNOTS - 1)), ...Array(TERMS).fill(0)],
  a: Array.from({ length: TINT_KNOTS + TERMS }, (_, i) => (i === TINT_KNOTS ? 1 : 0)),
  b: Array.from({ length: TINT_KNOTS + TERMS }, (_, i) => (i === TINT_KNOTS + 1 ? 1 : 0)),
};

/**
 * Weights that sum to 1, in which frequent colours count less (by the root of how frequent they
 * are) and clipped ones little.
 */
function balanceWeights(a: Uint8Array, b: Uint8Array, weights: Float64Array): Float64Array {
  const cells = new Float64Array(512);
  const cellOf = (i: number): number => ((a[3 * i]! >> 5) << 6) | ((a[3 * i + 1]! >> 5) << 3) | (a[3 * i + 2]! >> 5);
  for (let i = 0; i < weights.length; i++) cells[cellOf(i)]! += weights[i]!;
  const balanced = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const clip = isClipped(a, i) || isClipped(b, i) ? CLIPPED_WEIGHT : 1;
    balanced[i] = (clip * weights[i]!) / Math.sqrt(cells[cellOf(i)]!);
    sum += balanced[i]!;
  }
  return sum === 0 ? balanced : balanced.map((weight) => weight / sum);
}

function isClipped(codes: Uint8Array, i: number): boolean {
  const low = Math.min(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
  const high = Math.max(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!);
  return low <= CLIP_MARGIN || high >= 255 - CLIP_MARGIN;
}

function measureResidual(model: ShiftModel, labA: Float32Array, labB: Float32Array, i: number): number {
  const [L, a, b] = shiftOklab(model, labA[3 * i]!, labA[3 * i + 1]!, labA[3 * i + 2]!);
  const dL = L - labB[3 * i]!;
  const da = a - labB[3 * i + 1]!;
  const db = b - labB[3 * i + 2]!;
  return Math.sqrt(dL * dL + da * da + db * db);
}

function solveModel(labA: Float32Array, labB: Float32Array, weights: Float64Array): ShiftModel {
  const tone = createEquations(TONE_KNOTS + TERMS, 1);
  const tint = createEquations(TINT_KNOTS + TERMS, 2);
  penalizeTone(tone);
  penalizeTint(tint);
  const inputs = new Uint8Array(2 + TERMS);
  const values = new Float64Array(2 + TERMS);
  const lightness = new Float64Array(1);
  const chroma = new Float64Array(2);
  const place = (knots: number, L: number): void => {
    const position = Math.min(knots - 1, Math.max(0, L * (knots - 1)));
    const index = Math.min(knots - 2, Math.floor(position));
    inputs[0] = index;
    inputs[1] = index + 1;
    values[0] = 1 - (position - index);
    values[1] = position - index;
    for (let term = 0; term < TERMS; term++) inputs[2 + term] = knots + term;
  };
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const L = labA[3 * i]!;
    fillTerms(values, 2, L, labA[3 * i + 1]!, labA[3 * i + 2]!);
    place(TONE_KNOTS, L);
    lightness[0] = labB[3 * i]!;
    addRow(tone, inputs, values, lightness, weights[i]!);
    place(TINT_KNOTS, L);
    chroma[0] = labB[3 * i + 1]!;
    chroma[1] = labB[3 * i + 2]!;
    addRow(tint, inputs, values, chroma, weights[i]!);
  }
  const [solvedTone] = solveEquations(tone);
  const [a, b] = solveEquations(tint);
  return {
    lightness: [...makeMonotone(solvedTone!.subarray(0, TONE_KNOTS)), ...solvedTone!.subarray(TONE_KNOTS)],
    a: [...a!],
    b: [...b!],
  };
}

function penalizeTone(equations: NormalEquations): void {
  for (let i = 0; i + 2 < TONE_KNOTS; i++) addRow(equations, [i, i + 1, i + 2], [1, -2, 1], [0], TONE_BEND);
  for (let i = 0; i + 1 < TONE_KNOTS; i++) {
    addRow(equations, [i, i + 1], [-1, 1], [1 / (TONE_KNOTS - 1)], TONE_SLOPE);
  }
  addRow(equations, [0], [1], [0], TONE_SLOPE);
  for (let term = 0; term < TERMS; term++) addRow(equations, [TONE_KNOTS + term], [1], [0], TERM_SIZE);
}

function penalizeTint(equations: NormalEquations): void {
  for (let i = 0; i + 2 < TINT_KNOTS; i++) addRow(equations, [i, i + 1, i + 2], [1, -2, 1], [0, 0], TINT_BEND);
  for (let i = 0; i < TINT_KNOTS; i++) addRow(equations, [i], [1], [0, 0], TINT_SIZE);
  addRow(equations, [TINT_KNOTS], [1], [1, 0], CHROMA_SIZE);
  addRow(equations, [TINT_KNOTS + 1], [1], [0, 1], CHROMA_SIZE);
  for (let term = 2; term < TERMS; term++) addRow(equations, [TINT_KNOTS + term], [1], [0, 0], TERM_SIZE);
}

/** The nearest curve that never falls: neighbours that fall are replaced by their mean. */
function makeMonotone(values: Float64Array): number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of values) {
    blocks.push({ sum: value, count: 1 });
    while (blocks.length > 1) {
      const last = blocks[blocks.length - 1]!;
      const before = blocks[blocks.length - 2]!;
      if (before.sum * last.count <= last.sum * before.count) break;
      blocks.pop();
      before.sum += last.sum;
      before.count += last.count;
    }
  }
  return blocks.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count));
}

function roundModel({ lightness, a, b }: ShiftModel): ShiftModel {
  const round = (values: readonly number[]): number[] => values.map((value) => roundTo(value, 6));
  return { lightness: round(lightness), a: round(a), b: round(b) };
}
