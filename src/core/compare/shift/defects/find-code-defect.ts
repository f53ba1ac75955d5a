import { srgb8ToOklab } from '../../../color/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { thinPairs } from '../fit/fit-model.ts';
import { weightedQuantile } from '../fit/quantile.ts';
import { applyShift, type Shift } from '../shift.ts';
import { CODE_ERRORS, type CodeError, type CodeRelation } from './code-errors.ts';
import { fitChroma, hasOtherContrast, hasTone, scaleChroma } from './exact-tone.ts';

const MEASURED_PAIRS = 2500;
/** OKLab distance beyond which a pair counts as wrong, and no more. */
const MAX_DISTANCE = 0.15;
/** A defect moves colours by this much (OKLab, mean over the pairs that it moves most). */
const MIN_MOVE = 0.008;
/** How many times more the films must differ as they stand than after the free fit. */
const MIN_EXPLAINED = 1.3;
/** How much a defect may leave of what the free fit explains. */
const MAX_LEFT = 0.4;
/** How much more it may leave than the free fit. */
const MAX_OVER_FIT = 1.25;
const FIT_SLACK = 0.005;

/** OKLab chroma from which a colour tells how saturated a film is. */
const MIN_CHROMA = 0.04;
/**
 * Ratios of chroma that a defect leaves to noise and encoding. Outside of them another saturation was
 * chosen, and the lightness is as likely to be a choice, unless it is exactly that of the defect.
 */
const MIN_SATURATION = 0.87;
const MAX_SATURATION = 1.15;
/** Share of the colours that must be saturated, so that they tell. */
const MIN_COLORED = 0.05;
/** Below this ratio the film is black and white, and tells nothing of saturation. */
const GREY_SATURATION = 0.2;

export type CodeDefect =
  | 'gamma-twice'
  | 'gamma-missing'
  | 'full-as-limited'
  | 'limited-as-full'
  | 'bt601-as-bt709'
  | 'bt709-as-bt601'
  | 'channels-swapped';

/** The defect of B that a relation is, and the defect of A that it is just as well. */
const DEFECTS: Readonly<Record<CodeRelation, { readonly a: CodeDefect; readonly b: CodeDefect }>> = {
  brighten: { a: 'gamma-missing', b: 'gamma-twice' },
  darken: { a: 'gamma-twice', b: 'gamma-missing' },
  expand: { a: 'limited-as-full', b: 'full-as-limited' },
  compress: { a: 'full-as-limited', b: 'limited-as-full' },
  '601-to-709': { a: 'bt709-as-bt601', b: 'bt601-as-bt709' },
  '709-to-601': { a: 'bt601-as-bt709', b: 'bt709-as-bt601' },
  swap: { a: 'channels-swapped', b: 'channels-swapped' },
};

/** Find the one error of codes that takes A to B, or null. */
export function findCodeDefect(
  pairs: ColorPairs,
  shift: Shift,
): { readonly defect: CodeDefect; readonly film: 'a' | 'b' } | null {
  const thin = thinPairs(pairs, MEASURED_PAIRS);
  const labA = srgb8ToOklab(thin.a);
  const labB = srgb8ToOklab(thin.b);
  const fitted = srgb8ToOklab(mapCodes(thin.a, (r, g, b) => applyShift(shift, [r, g, b])));
  const asIs = measureDistances(labA, labB);
  const afterFit = measureDistances(fitted, labB);
  let best: { readonly relation: CodeRelation; readonly left: number } | null = null;
  for (const { relation, error } of CODE_ERRORS) {
    const predicted = predictColors(relation, error, thin, labB);
    if (predicted === null) continue;
    const moves = measureDistances(labA, predicted);
    const after = measureDistances(predicted, labB);
    // Colours count by how far the error moves them: the others say nothing about it.
    const weights = thin.weights.map((weight, i) => weight * moves[i]!);
    if (mean(moves, weights) < MIN_MOVE) continue;
    const left = mean(after, weights);
    const before = mean(asIs, weights);
    const free = mean(afterFit, weights);
    if (before < MIN_EXPLAINED * free) continue;
    if (left > free + MAX_LEFT * (before - free)) continue;
    if (left > MAX_OVER_FIT * free + FIT_SLACK) continue;
    const total = mean(after, thin.weights);
    if (best === null || total < best.left) best = { relation, left: total };
  }
  if (best === null) return null;
  const film = isDefectOfA(best.relation, thin, labA, labB) ? 'a' : 'b';
  return { defect: DEFECTS[best.relation][film], film };
}

/**
 * Predict the colours of B by an error: also with another saturation, if what remains is exactly the
 * tone of a wrong range. Null if the contrast or the saturation speaks against it.
 */
function predictColors(
  relation: CodeRelation,
  error: CodeError,
  pairs: ColorPairs,
  labB: Float32Array,
): Float32Array | null {
  const isRange = relation === 'expand' || relation === 'compress';
  if (isRange && hasOtherContrast(pairs, error)) return null;
  const predicted = srgb8ToOklab(mapCodes(pairs.a, applyError(error)));
  if (!hasOtherSaturation(predicted, labB, pairs.weights)) return predicted;
  if (!isRange || !hasTone(pairs, error)) return null;
  return srgb8ToOklab(mapCodes(pairs.a, applyError(scaleChroma(error, fitChroma(pairs, error)))));
}

function applyError(error: CodeError): (r: number, g: number, b: number) => readonly number[] {
  return (r, g, b) => error(r / 255, g / 255, b / 255).map((value) => Math.round(255 * value));
}

function mapCodes(codes: Uint8Array, convert: (r: number, g: number, b: number) => readonly number[]): Uint8Array {
  const mapped = new Uint8ClampedArray(codes.length);
  for (let i = 0; i < codes.length; i += 3) mapped.set(convert(codes[i]!, codes[i + 1]!, codes[i + 2]!), i);
  return new Uint8Array(mapped.buffer);
}

function measureDistances(one: Float32Array, other: Float32Array): Float64Array {
  return Float64Array.from({ length: one.length / 3 }, (_, i) => {
    const L = one[3 * i]! - other[3 * i]!;
    const a = one[3 * i + 1]! - other[3 * i + 1]!;
    const b = one[3 * i + 2]! - other[3 * i + 2]!;
    return Math.min(MAX_DISTANCE, Math.sqrt(L * L + a * a + b * b));
  });
}

/** Whether colours of a film are more or less saturated than predicted, in most of them. */
function hasOtherSaturation(predicted: Float32Array, labs: Float32Array, weights: Float64Array): boolean {
  const chromaOf = (from: Float32Array, i: number): number => Math.sqrt(from[3 * i + 1]! ** 2 + from[3 * i + 2]! ** 2);
  const colored = Array.from(weights.keys()).filter((i) => chromaOf(predicted, i) >= MIN_CHROMA);
  const ratios = Float64Array.from(colored, (i) => chromaOf(labs, i) / chromaOf(predicted, i));
  const coloredWeights = Float64Array.from(colored, (i) => weights[i]!);
  const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  if (sumOf(coloredWeights) < MIN_COLORED * sumOf(weights)) return false;
  const ratio = weightedQuantile(ratios, coloredWeights, 0.5);
  return ratio > GREY_SATURATION && (ratio < MIN_SATURATION || ratio > MAX_SATURATION);
}

function mean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return total === 0 ? 0 : sum / total;
}

/** Mean OKLab lightness of films. */
const USUAL_LIGHTNESS = 0.38;
/** How much further from it (as a ratio) A must be than B to be the film with the wrong gamma. */
const MIN_ODDER = 1.8;
/** Luma codes between which the darkest places lie of a picture whose black is at 16. */
const RAISED_BLACK = [12, 24] as const;
const DARKEST = 0.002;

/** Whether A shows the signs of the defect that it must have if B is right. */
function isDefectOfA(
  relation: CodeRelation,
  { a, b, weights }: ColorPairs,
  labA: Float32Array,
  labB: Float32Array,
): boolean {
  switch (relation) {
    case 'brighten':
    case 'darken': {
      const oddness = (labs: Float32Array): number => {
        const ratio =
          mean(
            Float64Array.from(weights, (_, i) => labs[3 * i]!),
            weights,
          ) / USUAL_LIGHTNESS;
        return Math.max(ratio, 1 / Math.max(ratio, 1e-6));
      };
      return oddness(labA) > MIN_ODDER * oddness(labB);
    }
    case 'expand':
      return hasRaisedBlack(a, weights);
    case 'compress':
      return !hasRaisedBlack(b, weights);
    default:
      return false;
  }
}

function hasRaisedBlack(codes: Uint8Array, weights: Float64Array): boolean {
  const lumas = Float64Array.from(
    weights,
    (_, i) => 0.2126 * codes[3 * i]! + 0.7152 * codes[3 * i + 1]! + 0.0722 * codes[3 * i + 2]!,
  );
  const darkest = weightedQuantile(lumas, weights, DARKEST);
  return darkest >= RAISED_BLACK[0] && darkest <= RAISED_BLACK[1];
}
