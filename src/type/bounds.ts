import type { Segment } from './outline.ts';

/** A box, y down. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Measure the ink of contours by their curves, not by the points that pull at them, nor by the boxes that fonts state: those are off by a
 * unit here and there.
 *
 * @returns all 0 when there is none.
 */
export function measureBounds(segments: readonly Segment[]): Bounds {
  const least = [Infinity, Infinity];
  const most = [-Infinity, -Infinity];
  let pen: readonly number[] = [0, 0];
  for (const { points } of segments) {
    if (points.length === 0) continue;
    for (const axis of [0, 1]) {
      const line = [pen[axis]!, ...points.filter((_, i) => i % 2 === axis)];
      // A move draws nothing from where the pen was.
      const reached = points.length === 2 ? [line[1]!] : [line.at(-1)!, ...turningPoints(line)];
      least[axis] = Math.min(least[axis]!, ...reached);
      most[axis] = Math.max(most[axis]!, ...reached);
    }
    pen = points.slice(-2);
  }
  if (most[0]! < least[0]!) return { left: 0, top: 0, right: 0, bottom: 0 };
  return { left: least[0]!, top: least[1]!, right: most[0]!, bottom: most[1]! };
}

/** Where one coordinate of a Bezier curve of degree 2 or 3 turns back: its values where its derivative is 0. */
function turningPoints([p0 = 0, p1 = 0, p2 = 0, p3]: readonly number[]): number[] {
  if (p3 === undefined) {
    const at = (t: number): number => (1 - t) ** 2 * p0 + 2 * (1 - t) * t * p1 + t ** 2 * p2;
    return [(p0 - p1) / (p0 - 2 * p1 + p2)].filter(isInside).map(at);
  }
  const at = (t: number): number =>
    (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3;
  // A third of the derivative is a t^2 + b t + c.
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  const root = Math.sqrt(b * b - 4 * a * c);
  const roots = Math.abs(a) < 1e-12 ? [-c / b] : [(-b + root) / (2 * a), (-b - root) / (2 * a)];
  return roots.filter(isInside).map(at);
}

/** No for NaN, too: a curve that never turns has no such place. */
function isInside(t: number): boolean {
  return t > 0 && t < 1;
}
