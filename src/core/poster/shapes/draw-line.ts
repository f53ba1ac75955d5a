import { type PathSegment, roundMm } from '../scene/path.ts';
import type { Box, Stroke } from '../scene/scene.ts';

/** A point, millimetres. */
export type LinePoint = readonly [x: number, y: number];

/** The appearance of a line. */
export type LineLook = Pick<Stroke, 'color' | 'widthMm'> & Partial<Pick<Stroke, 'opacity' | 'cap' | 'dash'>>;

/**
 * Draw straight lines from point to point.
 *
 * @param runs each is a separate line; a single point is a dot when ends are round.
 * @returns null when there is no point.
 */
export function drawLine(runs: readonly (readonly LinePoint[])[], look: LineLook): Stroke | null {
  const points = runs.flat();
  if (points.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const half = look.widthMm / 2;
  const box = { x: left - half, y: top - half, width: right - left + 2 * half, height: bottom - top + 2 * half };
  const segments = runs.filter((run) => run.length > 0).flatMap(drawRun);
  return { kind: 'stroke', segments, box, opacity: 1, cap: 'butt', ...look };
}

/** Draw the border of a box. */
export function drawFrame({ x, y, width, height }: Box, look: LineLook): Stroke | null {
  const [right, bottom] = [x + width, y + height];
  return drawLine(
    [
      [
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
        [x, y],
      ],
    ],
    look,
  );
}

function drawRun([first, ...rest]: readonly LinePoint[]): PathSegment[] {
  const [x, y] = first!;
  // A line from a point to itself draws the dot of round ends.
  const points = rest.length === 0 ? [first!] : rest;
  return [['M', roundMm(x), roundMm(y)], ...points.map(([x, y]): PathSegment => ['L', roundMm(x), roundMm(y)])];
}
