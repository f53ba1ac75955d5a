import { resolveColor } from '../picture/color-tags.ts';
import type { Component, Picture } from '../picture/picture.ts';

/**
 * The common colour of two opposite edges of a picture, if it is not black: a candidate for
 * coloured bars.
 */
export interface Tint {
  /** 8-bit codes, one per component. */
  readonly color: readonly number[];
  /**
   * Whether the other two edges have this colour too: then bars cannot be told from a flat
   * background.
   */
  readonly isAround: boolean;
}

/**
 * Tolerance around a bar's colour, 8-bit codes: the noise of tape (VHS has a sigma of about 4
 * codes) and of compression.
 */
const TINT_TOLERANCE = 10;

/**
 * Maximum difference between the colours of two edges, or of two pictures, to be the same, 8-bit
 * codes: medians vary by 1 or 2.
 */
const SAME_TINT = 4;

/**
 * Edges up to this many 8-bit codes above black are black: their bars are measured as black ones.
 */
const BLACK_TINT = 7;

/** An edge is of one colour when this share of its points is within the tolerance. */
const UNIFORM_SHARE = 0.9;

/**
 * Depths at which an edge is sampled, as shares of the side: both are inside the thinnest bars that
 * are cropped (1 % each).
 */
const DEPTHS = [0.004, 0.008];

/** Along an edge, one pixel in this many is sampled. */
const STEP_ALONG = 4;

/**
 * Find the tint of a picture's edges; null if they are black, differ, or do not have one colour.
 */
export function findTint(picture: Picture): Tint | null {
  const { width, height } = picture;
  const readers = picture.components.map((component) => reader(component, picture.bits));
  const edge = (side: number, length: number, place: (depth: number, along: number) => [number, number]) => {
    const points: number[][] = [];
    for (const share of DEPTHS) {
      const depth = Math.max(1, Math.floor(side * share));
      for (let along = 0; along < length; along += STEP_ALONG) {
        const [x, y] = place(depth, along);
        points.push(readers.map((read) => read(x, y)));
      }
    }
    return uniformColor(points);
  };
  const joined = (one: readonly number[] | null, other: readonly number[] | null) =>
    one !== null && other !== null && isSameTint(one, other) ? one.map((code, i) => (code + other[i]!) / 2) : null;
  const level = joined(
    edge(height, width, (depth, x) => [x, depth]),
    edge(height, width, (depth, x) => [x, height - 1 - depth]),
  );
  const upright = joined(
    edge(width, height, (depth, y) => [depth, y]),
    edge(width, height, (depth, y) => [width - 1 - depth, y]),
  );
  const color = level ?? upright;
  if (color === null || isBlack(color, picture)) return null;
  return { color, isAround: level !== null && upright !== null };
}

/** Whether two tints are the same colour. */
export const isSameTint = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((code, i) => Math.abs(code - other[i]!) <= SAME_TINT);

/** Make a test for pixels of a picture that do not have a tint. */
export function differsFrom(picture: Picture, color: readonly number[]): (x: number, y: number) => boolean {
  const { width, height, components } = picture;
  const [full, shared] = [[], []] as ((x: number, y: number) => boolean)[][];
  for (const [i, component] of components.entries()) {
    const read = reader(component, picture.bits);
    const differs = (x: number, y: number) => Math.abs(read(x, y) - color[i]!) > TINT_TOLERANCE;
    if (component.log2X + component.log2Y === 0) full!.push(differs);
    else {
      // A chroma sample at an odd edge is half bar and half picture: both sides of a pixel must
      // differ.
      shared!.push(
        (x, y) =>
          differs(Math.max(0, x - 1), Math.max(0, y - 1)) &&
          differs(Math.min(width - 1, x + 1), Math.min(height - 1, y + 1)),
      );
    }
  }
  return (x, y) => full!.some((differs) => differs(x, y)) || shared!.some((differs) => differs(x, y));
}

/** Reads the code of a component at a pixel, at 8 bit. */
function reader({ data, offset, stride, step, log2X, log2Y, shift }: Component, bits: number) {
  const scale = 1 / 2 ** (shift + bits - 8);
  return (x: number, y: number): number => data[offset + (y >> log2Y) * stride + (x >> log2X) * step]! * scale;
}

/** The median colour of points; null if they are not all close to it. */
function uniformColor(points: readonly (readonly number[])[]): number[] | null {
  const middle = points.length >> 1;
  const color = points[0]!.map((_, i) => points.map((point) => point[i]!).sort((a, b) => a - b)[middle]!);
  const near = points.filter((point) => point.every((code, i) => Math.abs(code - color[i]!) <= TINT_TOLERANCE));
  return near.length >= UNIFORM_SHARE * points.length ? color : null;
}

function isBlack(color: readonly number[], picture: Picture): boolean {
  const black = resolveColor(picture).range === 'limited' ? 16 : 0;
  // Dark and coloured is neither black nor a bar: chroma of dark pictures is noise.
  const luma = picture.model === 'rgb' ? Math.max(...color) : color[0]!;
  return luma <= black + BLACK_TINT;
}
