import { roundMm } from '../scene/path.ts';
import type { Box } from '../scene/scene.ts';

const DEGREE = Math.PI / 180;

/** A point, in millimetres of the scene. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Compute the point at a distance from a centre, degrees clockwise from the top. */
export function polarPoint({ x, y }: Point, radius: number, degrees: number): Point {
  return { x: x + radius * Math.sin(degrees * DEGREE), y: y - radius * Math.cos(degrees * DEGREE) };
}

/** Round a point to the hundredth of a millimetre: 2540 dots per inch. */
export function roundPoint({ x, y }: Point): [x: number, y: number] {
  return [roundMm(x, 2), roundMm(y, 2)];
}

/** Position of a ring or a part of it: its centre and radii. */
export interface RingPlace extends Point {
  readonly inner: number;
  readonly outer: number;
  /** The box that holds it. */
  readonly box: Box;
}

/**
 * Fit a ring, or a part of one, into a box: as large as possible, with the visible part in the
 * middle.
 *
 * @param share inner radius as a share of the outer one, 0 to 1.
 * @param from degrees clockwise from the top; `sweep` up to 360.
 */
export function fitRing(box: Box, share: number, from: number, sweep: number): RingPlace {
  const { left, top, right, bottom } = boundRing(share, from, sweep);
  const outer = Math.min(box.width / (right - left), box.height / (bottom - top));
  const x = box.x + box.width / 2 - (outer * (left + right)) / 2;
  const y = box.y + box.height / 2 - (outer * (top + bottom)) / 2;
  return {
    x,
    y,
    inner: share * outer,
    outer,
    box: {
      x: x + left * outer,
      y: y + top * outer,
      width: (right - left) * outer,
      height: (bottom - top) * outer,
    },
  };
}

/** The bounds of a ring of outer radius 1 around (0, 0). */
function boundRing(share: number, from: number, sweep: number) {
  const angles = [from, from + sweep];
  for (let side = Math.ceil(from / 90) * 90; side <= from + sweep; side += 90) angles.push(side);
  const points = angles.flatMap((degrees) => [
    polarPoint({ x: 0, y: 0 }, 1, degrees),
    polarPoint({ x: 0, y: 0 }, share, degrees),
  ]);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
