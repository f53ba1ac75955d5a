import { srgb8ToOklab } from '../../../color/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { weightedQuantile } from '../fit/quantile.ts';

const BINS = 16;
/** OKLab: how far the colours of a film without hues of its own lie from those of its greys. */
const MAX_SPREAD = 0.02;
/** How many times more the other film must have, so that the colour was really lost. */
const MIN_RATIO = 3;
/** OKLab chroma from which grey is tinted. */
const MIN_TINT = 0.012;

/** A film that shows its own greys only, in a tint or none, while the other has hues. */
export function findColorKinds({
  a,
  b,
  weights,
}: ColorPairs): { readonly defect: 'black-and-white' | 'sepia' | 'tinted'; readonly film: 'a' | 'b' }[] {
  const kindA = measureKind(a, weights);
  const kindB = measureKind(b, weights);
  const nameA = nameKind(kindA);
  const nameB = nameKind(kindB);
  if (nameB !== null && nameA === null && kindA.spread > MIN_RATIO * kindB.spread)
    return [{ defect: nameB, film: 'b' }];
  if (nameA !== null && nameB === null && kindB.spread > MIN_RATIO * kindA.spread)
    return [{ defect: nameA, film: 'a' }];
  return [];
}

interface Kind {
  /** How far colours lie from the mean colour of their lightness: a mean of the upper fifth. */
  readonly spread: number;
  /** Mean colour, weighted by lightness. */
  readonly a: number;
  readonly b: number;
}

function measureKind(codes: Uint8Array, weights: Float64Array): Kind {
  const labs = srgb8ToOklab(codes);
  const sums = new Float64Array(3 * BINS);
  const binOf = (i: number): number => Math.min(BINS - 1, Math.floor(labs[3 * i]! * BINS));
  let [total, a, b] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    const at = 3 * binOf(i);
    sums[at]! += weight;
    sums[at + 1]! += weight * labs[3 * i + 1]!;
    sums[at + 2]! += weight * labs[3 * i + 2]!;
    total += weight * labs[3 * i]!;
    a += weight * labs[3 * i]! * labs[3 * i + 1]!;
    b += weight * labs[3 * i]! * labs[3 * i + 2]!;
  }
  const distances = Float64Array.from(weights, (_, i) => {
    const at = 3 * binOf(i);
    const da = labs[3 * i + 1]! - sums[at + 1]! / (sums[at] || 1);
    const db = labs[3 * i + 2]! - sums[at + 2]! / (sums[at] || 1);
    // Chroma of dark colours is mostly noise.
    return Math.sqrt(da * da + db * db) * Math.min(1, 3 * labs[3 * i]!);
  });
  return { spread: weightedQuantile(distances, weights, 0.9), a: a / (total || 1), b: b / (total || 1) };
}

function nameKind({ spread, a, b }: Kind): 'black-and-white' | 'sepia' | 'tinted' | null {
  if (spread > MAX_SPREAD) return null;
  if (a * a + b * b < MIN_TINT * MIN_TINT) return 'black-and-white';
  // Hues from 35 to 110 degrees: reddish brown to yellow.
  return b > 0 && a < 1.4 * b && a > -0.36 * b ? 'sepia' : 'tinted';
}
