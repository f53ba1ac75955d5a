import { roundTo } from '../../../fingerprint/index.ts';
import type { GroupedColors } from '../colors/picture-colors.ts';
import type { Shift, ShiftMargin } from '../shift.ts';
import { fitShift } from './fit-shift.ts';

/** Parts of the compared time that are left out in turn. */
const PARTS = 6;
/** Standard errors. */
const ERRORS = 2;
/** Decimals of each figure, as in the shift. */
const DECIMALS: Readonly<Record<keyof ShiftMargin, number>> = {
  blackLevel: 3,
  gain: 3,
  gamma: 3,
  saturation: 3,
  hueDegrees: 1,
};

/**
 * Measure by how much the figures of a shift may be off: two standard errors of the jackknife, in which a sixth of
 * the time is left out in turn, because scenes that were graded otherwise are what moves the figures.
 *
 * @returns null if nothing was shifted, or there are fewer moments than parts. A figure is null if it is null in the
 *   shift, or without one of the parts.
 */
export function measureShiftMargin(colors: GroupedColors, { isShifted }: Shift): ShiftMargin | null {
  const moments = colors.isMismatch.length;
  if (!isShifted || moments < PARTS) return null;
  const fits = Array.from({ length: PARTS }, (_, part) => {
    const weights = colors.weights.slice();
    const edge = (place: number) => colors.starts[Math.floor((place * moments) / PARTS)]!;
    return fitShift({ ...colors, weights: weights.fill(0, edge(part), edge(part + 1)) });
  });
  const marginOf = (figure: keyof ShiftMargin): number | null => {
    const values = fits.map((fit) => fit[figure]).filter((value) => value !== null);
    if (values.length < PARTS) return null;
    const mean = values.reduce((sum, value) => sum + value, 0) / PARTS;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const margin = ERRORS * Math.sqrt(((PARTS - 1) / PARTS) * squares);
    // The figure itself is rounded.
    return roundTo(Math.max(margin, 10 ** -DECIMALS[figure]), DECIMALS[figure]);
  };
  return {
    blackLevel: marginOf('blackLevel') ?? 0,
    gain: marginOf('gain') ?? 0,
    gamma: marginOf('gamma') ?? 0,
    saturation: marginOf('saturation'),
    hueDegrees: marginOf('hueDegrees'),
  };
}
