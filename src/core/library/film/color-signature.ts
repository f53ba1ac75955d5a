import { cubeRoot, type Oklab } from '../../color/index.ts';
import type { Column } from '../../fingerprint/index.ts';
import type { ReadColor } from './color-table.ts';

/** Steps of the grid: 12 of lightness, 0.1 apart, and 16 of each of a and b. */
const LIGHTNESS_STEPS = 12;
const AXIS_STEPS = 16;
const STEPS_PER_SIDE = 7;
/** Half the scale of a and b: a becomes a / (|a| + 0.05), so that steps are finer near grey. */
const COMPANDING = 0.05;
/** The largest |a| or |b| of sRGB, rounded up. */
const MAX_AXIS = 0.33;
const AXIS_STEP = MAX_AXIS / (COMPANDING + MAX_AXIS) / STEPS_PER_SIDE;

/** Bytes of a colour signature. */
export const COLOR_SIGNATURE_LENGTH: number = LIGHTNESS_STEPS * AXIS_STEPS * AXIS_STEPS;

/**
 * Sum up the colours of a film: a soft histogram over OKLab (each colour counts in the eight cells
 * around it), of which cube roots are taken, so that colours of small areas count. Two films are
 * compared by the cosine of their signatures.
 *
 * @returns {@link COLOR_SIGNATURE_LENGTH} bytes, the largest 255; all 0 if no column has colours.
 */
export function signColors(columns: readonly Pick<Column, 'swatches'>[], readColor: ReadColor): Uint8Array {
  const histogram = new Float64Array(COLOR_SIGNATURE_LENGTH);
  const shares = new Map<string, number>();
  for (const { swatches } of columns) {
    for (const { color, share } of swatches) shares.set(color, (shares.get(color) ?? 0) + share);
  }
  for (const [color, share] of shares) addColor(histogram, readColor(color), share);
  const roots = histogram.map((value) => cubeRoot(value));
  const most = roots.reduce((max, root) => Math.max(max, root), 0);
  return Uint8Array.from(roots, (root) => (most === 0 ? 0 : Math.round((255 * root) / most)));
}

/** Add a colour to the eight cells around it, the more the nearer they are. */
function addColor(histogram: Float64Array, [L, a, b]: Oklab, share: number): void {
  const [l, lRest] = place(L * 10, LIGHTNESS_STEPS);
  const [i, iRest] = place(compand(a), AXIS_STEPS);
  const [j, jRest] = place(compand(b), AXIS_STEPS);
  for (let corner = 0; corner < 8; corner++) {
    const [up, right, forth] = [corner >> 2, (corner >> 1) & 1, corner & 1];
    const weight = (up ? lRest : 1 - lRest) * (right ? iRest : 1 - iRest) * (forth ? jRest : 1 - jRest);
    histogram[((l + up) * AXIS_STEPS + i + right) * AXIS_STEPS + j + forth]! += share * weight;
  }
}

const compand = (value: number): number => value / (COMPANDING + Math.abs(value)) / AXIS_STEP + STEPS_PER_SIDE;

/** The step before a place, and how far the place is beyond it, 0 to 1. */
function place(value: number, steps: number): [step: number, rest: number] {
  const inside = Math.min(steps - 1.001, Math.max(0, value));
  const step = Math.floor(inside);
  return [step, inside - step];
}
