import { parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { Column, Fingerprint } from '../../fingerprint/index.ts';

/** Features of a column: mean lightness, contrast, and the mean of a and of b, all of OKLab. */
export const COURSE_FEATURES = 4;

/** How the picture of a film changes over time. */
export interface Course {
  /** Seconds on the film's own clock at which the first column's slice begins. */
  readonly from: number;
  /** Seconds from one column to the next. */
  readonly step: number;
  readonly count: number;
  /** One array per feature, shape (count,). What is unknown is 0. */
  readonly features: readonly Float32Array[];
  /** 1 where the column's frame could be decoded, shape (count,). */
  readonly isKnown: Uint8Array;
}

/** Whether every decoded column has measures, which older fingerprints have not. */
export function hasMeasures({ columns }: Fingerprint): boolean {
  return columns.every(({ swatches, measures }) => swatches.length === 0 || measures !== undefined);
}

/**
 * Read the course of a film from its columns.
 *
 * @param usesMeasures whether lightness and contrast are those of all pixels, instead of swatches.
 *   The same for both films that are compared, because swatches give a lower contrast.
 */
export function readCourse({ columns, sampling }: Fingerprint, usesMeasures: boolean): Course {
  const count = columns.length;
  const features = Array.from({ length: COURSE_FEATURES }, () => new Float32Array(count));
  const isKnown = new Uint8Array(count);
  const lab = srgb8ToOklab(packColors(columns));
  let next = 0;
  for (const [i, column] of columns.entries()) {
    if (column.swatches.length === 0) continue;
    isKnown[i] = 1;
    measureColumn(column, lab, next, features, i);
    if (usesMeasures && column.measures !== undefined) {
      features[0]![i] = column.measures.lightness;
      features[1]![i] = column.measures.contrast;
    }
    next += 3 * column.swatches.length;
  }
  const course = { from: sampling.from, step: (sampling.to - sampling.from) / count, count, features, isKnown };
  return sampling.mode === 'draft' ? placeKeyFrames(course, columns) : course;
}

/** The colours of all swatches, shape (swatches, 3). */
function packColors(columns: readonly Column[]): Uint8Array {
  const codes = new Uint8Array(3 * columns.reduce((sum, { swatches }) => sum + swatches.length, 0));
  let next = 0;
  for (const { swatches } of columns) {
    for (const { color } of swatches) {
      const rgb = parseHex(color);
      for (let channel = 0; channel < 3; channel++) codes[next++] = rgb[channel]!;
    }
  }
  return codes;
}

/** Measure a column by its swatches. @param lab OKLab of all swatches, those of the column from `next`. */
function measureColumn(
  { swatches }: Column,
  lab: Float32Array,
  next: number,
  features: readonly Float32Array[],
  i: number,
): void {
  let lightness = 0;
  let squares = 0;
  let a = 0;
  let b = 0;
  let shares = 0;
  for (let k = 0; k < swatches.length; k++) {
    const { share } = swatches[k]!;
    const l = lab[next + 3 * k]!;
    lightness += share * l;
    squares += share * l * l;
    a += share * lab[next + 3 * k + 1]!;
    b += share * lab[next + 3 * k + 2]!;
    shares += share;
  }
  lightness /= shares;
  features[0]![i] = lightness;
  features[1]![i] = Math.sqrt(Math.max(0, squares / shares - lightness * lightness));
  features[2]![i] = a / shares;
  features[3]![i] = b / shares;
}

/**
 * Columns of a draft show key frames, each at its own time. Interpolate between them at the
 * instants of columns.
 */
function placeKeyFrames(course: Course, columns: readonly Column[]): Course {
  const places: number[] = [];
  for (let i = 0; i < columns.length; i++) {
    const last = places.at(-1);
    if (course.isKnown[i] === 0) continue;
    if (last === undefined || columns[i]!.frameTime! > columns[last]!.frameTime!) places.push(i);
  }
  if (places.length === 0) return course;
  const features = course.features.map(() => new Float32Array(course.count));
  let next = 0;
  for (let i = 0; i < course.count; i++) {
    const time = course.from + (i + 0.5) * course.step;
    while (next < places.length && columns[places[next]!]!.frameTime! < time) next++;
    const before = places[Math.max(0, next - 1)]!;
    const after = places[Math.min(next, places.length - 1)]!;
    const [start, end] = [columns[before]!.frameTime!, columns[after]!.frameTime!];
    const share = end > start ? Math.min(1, Math.max(0, (time - start) / (end - start))) : 0;
    for (const [f, values] of course.features.entries()) {
      features[f]![i] = values[before]! + share * (values[after]! - values[before]!);
    }
  }
  return { ...course, features, isKnown: course.isKnown };
}

/** Average columns in groups, so that there are fewer. */
export function shortenCourse(course: Course, group: number): Course {
  if (group === 1) return course;
  const count = Math.max(1, Math.floor(course.count / group));
  const isKnown = new Uint8Array(count);
  const features = course.features.map(() => new Float32Array(count));
  for (let i = 0; i < count; i++) {
    let known = 0;
    const sums = new Float64Array(COURSE_FEATURES);
    for (let k = group * i; k < Math.min(course.count, group * (i + 1)); k++) {
      if (course.isKnown[k] === 0) continue;
      known++;
      for (let f = 0; f < COURSE_FEATURES; f++) sums[f]! += course.features[f]![k]!;
    }
    if (known === 0) continue;
    isKnown[i] = 1;
    for (let f = 0; f < COURSE_FEATURES; f++) features[f]![i] = sums[f]! / known;
  }
  return { from: course.from, step: course.step * group, count, features, isKnown };
}
