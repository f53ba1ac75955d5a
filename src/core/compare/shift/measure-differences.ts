import { roundTo } from '../../fingerprint/index.ts';
import type { GroupedColors } from './colors/picture-colors.ts';
import { measureColorDifferences } from './fit/color-difference.ts';
import { weightedQuantile } from './fit/quantile.ts';
import { applyShift, type Shift } from './shift.ts';

/** How far two pictures (or columns) of the same moment differ: median CIEDE2000, two decimals. */
export interface PairDifference {
  readonly asIs: number;
  /** After the shift was applied to A: what the grade does not explain. */
  readonly afterShift: number;
  /** Whether the two show different things. */
  readonly isMismatch: boolean;
}

/** Colours of each pair that are measured. */
const MEASURED_COLORS = 48;

/**
 * Measure the difference of each pair of pictures or columns.
 *
 * @returns one per pair; null for a pair without colours in common.
 */
export function measureDifferences(colors: GroupedColors, shift: Shift): (PairDifference | null)[] {
  return colors.isMismatch.map((isMismatch, index) => {
    const [from, to] = [colors.starts[index]!, colors.starts[index + 1]!];
    if (from === to) return null;
    const step = Math.max(1, (to - from) / MEASURED_COLORS);
    const count = Math.floor((to - from) / step);
    const a = new Uint8Array(3 * count);
    const b = new Uint8Array(3 * count);
    const shifted = new Uint8Array(3 * count);
    const weights = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const at = from + Math.floor(i * step);
      const rgb = [colors.a[3 * at]!, colors.a[3 * at + 1]!, colors.a[3 * at + 2]!] as const;
      a.set(rgb, 3 * i);
      shifted.set(applyShift(shift, rgb), 3 * i);
      b.set(colors.b.subarray(3 * at, 3 * at + 3), 3 * i);
      weights[i] = isMismatch ? 1 : colors.weights[at]!;
    }
    const median = (codes: Uint8Array): number =>
      roundTo(weightedQuantile(measureColorDifferences(codes, b), weights, 0.5), 2);
    return { asIs: median(a), afterShift: median(shifted), isMismatch };
  });
}
