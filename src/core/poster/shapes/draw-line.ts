import { formatMm } from '../scene/format-mm.ts';
import type { Box, Stroke } from '../scene/scene.ts';

/** A point, millimetres. */
export type LinePoint = readonly [x: number, y: number];

/** How a line looks. */
export type LineLook = Pick<Stroke, 'color' | 'widthMm'> & Partial<Pick<Stroke, 'opacity' | 'cap' | 'dash'>>;

/**
 * Draw straight lines from point to point.
 *
 * @param runs each a line of its own: a point alone is a dot where ends are round.
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
  const data = runs
    .filter((run) => run.length > 0)
    .map(writeRun)
    .join('');
  return { kind: 'stroke', data, box, opacity: 1, cap: 'butt', ...look };
}

/** Draw the edge of a box. */
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

function writeRun(run: readonly LinePoint[]): string {
  const points = run.map(([x, y]) => `${formatMm(x)} ${formatMm(y)}`);
  // A line to where it is draws its ends.
  return points.length === 1 ? `M${points[0]}L${points[0]}` : `M${points.join('L')}`;
}
