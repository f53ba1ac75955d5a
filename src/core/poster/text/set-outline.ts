import type { Outline } from '../../type/index.ts';
import { type PathSegment, roundMm } from '../scene/path.ts';

/** Set an outline of text in a font size, with its baseline starting at (x, y). Millimetres. */
export function setOutline({ segments }: Outline, x: number, y: number, sizeMm: number): PathSegment[] {
  return segments.map(({ command, points }) => {
    const placed = points.map((value, i) => roundMm((i % 2 === 0 ? x : y) + value * sizeMm));
    // Outlines and paths use the same commands, with the same number of values.
    return [command, ...placed] as unknown as PathSegment;
  });
}
