import type { OutlineSegment } from './outline.ts';

/** A box, y down. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Measure the ink of contours.
 *
 * It is the box of all their points: a Bezier curve never leaves it, and fills it where a curve has points at its extremes, as fonts have
 * them. The boxes that fonts state are off by a unit here and there.
 *
 * @returns all 0 when there is no ink.
 */
export function measureBounds(segments: readonly OutlineSegment[]): Bounds {
  if (segments.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points } of segments) {
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]!);
      right = Math.max(right, points[i]!);
      top = Math.min(top, points[i + 1]!);
      bottom = Math.max(bottom, points[i + 1]!);
    }
  }
  return { left, top, right, bottom };
}
