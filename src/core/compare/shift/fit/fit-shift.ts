import { srgb8ToOklab } from '../../../color/index.ts';
import { roundTo } from '../../../fingerprint/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { applyShift, type GreyTint, type Shift } from '../shift.ts';
import { measureColorDifferences, summarizeDifferences } from './color-difference.ts';
import { fitModel, IDENTITY, thinPairs } from './fit-model.ts';
import { interpolateKnots, type ShiftModel, shiftOklab, TINT_KNOTS } from './model.ts';
import { weightedQuantile } from './quantile.ts';
import { fitTone } from './tone.ts';

/** Pairs of which differences are measured. */
const MEASURED_PAIRS = 2000;
/** CIEDE2000 of the 90th percentile by which a shift must move colours: encoding moves them less. */
const MIN_MOVE = 1.5;
/** Share of the largest differences that a shift may leave which does not lower the median. */
const MAX_LEFT = 0.8;
/** Mean OKLab chroma below which a film has no colour. */
const MIN_CHROMA = 0.008;
/** Saturation below which a hue has no meaning. */
const MIN_SATURATION = 0.05;

/**
 * Fit the shift that takes the colours of A to those of B: a tone curve and an affine map of OKLab,
 * with a cast and a strength of colour that vary with lightness. Wrong pairs lose their influence.
 *
 * @param pairs of colours at the same places; without any, the shift changes nothing.
 */
export function fitShift(pairs: ColorPairs): Shift {
  const thin = thinPairs(pairs, MEASURED_PAIRS);
  const fitted = { isShifted: true, model: fitModel(pairs) };
  const shifted = applyToAll(fitted, thin.a);
  const moves = measureColorDifferences(thin.a, shifted);
  const asIs = summarizeDifferences(measureColorDifferences(thin.a, thin.b), thin.weights);
  const unexplained = summarizeDifferences(measureColorDifferences(shifted, thin.b), thin.weights);
  // Columns of one grade hold different frames; a fit to them can move colours and explain nothing.
  const explainsLittle = unexplained.median >= asIs.median && unexplained.p95 > MAX_LEFT * asIs.p95;
  if (explainsLittle || weightedQuantile(moves, thin.weights, 0.9) < MIN_MOVE)
    return { ...UNCHANGED, asIs, unexplained: asIs };
  return { ...fitted, ...describe(fitted.model, thin), asIs, unexplained };
}

function applyToAll(shift: Pick<Shift, 'isShifted' | 'model'>, pixels: Uint8Array): Uint8Array {
  const shifted = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 3) {
    shifted.set(applyShift(shift, [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!]), i);
  }
  return shifted;
}

const NO_TINT: GreyTint = { a: 0, b: 0 };

const UNCHANGED: Omit<Shift, 'asIs' | 'unexplained'> = {
  isShifted: false,
  blackLevel: 0,
  gain: 1,
  gamma: 1,
  saturation: 1,
  hueDegrees: 0,
  tint: NO_TINT,
  shadowTint: NO_TINT,
  highlightTint: NO_TINT,
  model: IDENTITY,
};

function describe(
  model: ShiftModel,
  { a, weights }: ColorPairs,
): Omit<Shift, 'isShifted' | 'asIs' | 'unexplained' | 'model'> {
  const labs = srgb8ToOklab(a);
  let total = 0;
  const tint = { a: 0, b: 0 };
  // The complex number that takes chroma of A to chroma of B, by least squares.
  let same = 0;
  let turned = 0;
  let squares = 0;
  let chroma = 0;
  for (let i = 0; i < weights.length; i++) {
    const [L, x, y] = [labs[3 * i]!, labs[3 * i + 1]!, labs[3 * i + 2]!];
    const cast = tintAt(model, L);
    const shifted = shiftOklab(model, L, x, y);
    const [u, v] = [shifted[1] - cast.a, shifted[2] - cast.b];
    const weight = weights[i]!;
    total += weight;
    tint.a += weight * cast.a;
    tint.b += weight * cast.b;
    same += weight * (x * u + y * v);
    turned += weight * (x * v - y * u);
    squares += weight * (x * x + y * y);
    chroma += weight * Math.sqrt(x * x + y * y);
  }
  const hasColor = chroma > MIN_CHROMA * total;
  const saturation = hasColor ? Math.sqrt(same * same + turned * turned) / squares : null;
  return {
    ...fitTone(model, labs, weights),
    saturation: saturation === null ? null : roundTo(saturation, 3),
    hueDegrees:
      saturation === null || saturation < MIN_SATURATION
        ? null
        : roundTo((Math.atan2(turned, same) * 180) / Math.PI, 1),
    tint: roundTint({ a: tint.a / (total || 1), b: tint.b / (total || 1) }),
    shadowTint: roundTint(tintAt(model, 0.25)),
    highlightTint: roundTint(tintAt(model, 0.75)),
  };
}

function tintAt({ a, b }: ShiftModel, L: number): GreyTint {
  return { a: interpolateKnots(a, TINT_KNOTS, L), b: interpolateKnots(b, TINT_KNOTS, L) };
}

function roundTint({ a, b }: GreyTint): GreyTint {
  return { a: roundTo(a, 4), b: roundTo(b, 4) };
}
