import type { Rgb8 } from '../../color/index.ts';
import { type ShiftModel, shiftCodes } from './fit/model.ts';

/** Differences of many pairs of colours, CIEDE2000, two decimals. */
export interface DifferenceSummary {
  readonly median: number;
  /** 95th percentile. */
  readonly p95: number;
}

/** A colour cast on OKLab's axes, four decimals: a green to red, b blue to yellow. */
export interface GreyTint {
  readonly a: number;
  readonly b: number;
}

/** By how much figures of a shift may be off: two standard errors, in their units and decimals. */
export interface ShiftMargin {
  readonly blackLevel: number;
  readonly gain: number;
  readonly gamma: number;
  readonly saturation: number | null;
  readonly hueDegrees: number | null;
}

/** How the colours of B differ from those of A, fitted to pairs of colours. */
export interface Shift {
  /** Whether B differs by more than encoding does. If not, the shift changes nothing. */
  readonly isShifted: boolean;
  /**
   * Tone of greys, as sRGB code values from 0 to 1: `B = blackLevel + gain * A ** gamma`. Where B
   * shows black as black, 0; negative if B clips darks. Three decimals.
   */
  readonly blackLevel: number;
  /** 1 if B keeps the range from black to white. Three decimals. */
  readonly gain: number;
  /** Above 1 if B shows middle greys darker. Three decimals. */
  readonly gamma: number;
  /** OKLab chroma of B over that of A: 0 is black and white. Null if A has no colour. Three decimals. */
  readonly saturation: number | null;
  /** Mean rotation of hue, from red towards yellow, degrees, one decimal. Null if A or B has no colour. */
  readonly hueDegrees: number | null;
  /** Cast of greys of B: the mean over the film. */
  readonly tint: GreyTint;
  /** Cast of a dark grey (L 0.25). */
  readonly shadowTint: GreyTint;
  /** Cast of a light grey (L 0.75). */
  readonly highlightTint: GreyTint;
  /** Differences as they stand. */
  readonly asIs: DifferenceSummary;
  /** Differences that are left after the shift was applied to A. */
  readonly unexplained: DifferenceSummary;
  /** Absent if nothing was shifted, and for fewer than six moments. */
  readonly margin?: ShiftMargin;
  /** What {@link applyShift} computes with. */
  readonly model: ShiftModel;
}

/**
 * Apply a shift to a colour of A.
 *
 * @param rgb sRGB codes, 0 to 255.
 * @returns the colour that B shows, sRGB codes 0 to 255. Channels outside the gamut are clipped, as
 *   video does. About 2 us.
 */
export function applyShift({ isShifted, model }: Pick<Shift, 'isShifted' | 'model'>, [r, g, b]: Rgb8): Rgb8 {
  if (!isShifted) return [r, g, b];
  const codes = shiftCodes(model, r / 255, g / 255, b / 255);
  return [Math.round(255 * codes[0]), Math.round(255 * codes[1]), Math.round(255 * codes[2])];
}
