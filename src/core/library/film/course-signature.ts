import type { Column } from '../../fingerprint/index.ts';
import type { ReadColor } from './color-table.ts';

/** Points of a course: as many as `measureCourse` compares. */
export const COURSE_LENGTH = 400;
/** Standard deviation of lightness below which a film is flat and has no course. */
const FLAT = 0.004;

/**
 * Sum up when a film is light and dark: mean lightness (OKLab) at equal parts of the film, without
 * its mean, scaled so that the largest is 127. Two films are compared by the cosine, which is the
 * correlation.
 *
 * @returns {@link COURSE_LENGTH} bytes; all 0 for a film without changes.
 */
export function signCourse(columns: readonly Pick<Column, 'swatches'>[], readColor: ReadColor): Int8Array {
  const lightness = columns.flatMap(({ swatches }) => {
    const total = swatches.reduce((sum, { share }) => sum + share, 0);
    return total === 0
      ? []
      : [swatches.reduce((sum, { color, share }) => sum + readColor(color)[0] * share, 0) / total];
  });
  if (lightness.length < 2) return new Int8Array(COURSE_LENGTH);
  const sums = new Float64Array(lightness.length + 1);
  for (const [i, value] of lightness.entries()) sums[i + 1] = sums[i]! + value;
  const sumTo = (place: number): number => {
    const i = Math.min(lightness.length - 1, Math.floor(place));
    return sums[i]! + (place - i) * lightness[i]!;
  };
  const step = lightness.length / COURSE_LENGTH;
  const means = Float64Array.from(
    { length: COURSE_LENGTH },
    (_, i) => (sumTo((i + 1) * step) - sumTo(i * step)) / step,
  );
  const mean = means.reduce((sum, value) => sum + value, 0) / COURSE_LENGTH;
  const changes = means.map((value) => value - mean);
  const variance = changes.reduce((sum, value) => sum + value * value, 0) / COURSE_LENGTH;
  if (variance < FLAT * FLAT) return new Int8Array(COURSE_LENGTH);
  const most = changes.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return Int8Array.from(changes, (value) => Math.round((127 * value) / most));
}
