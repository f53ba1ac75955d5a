import { formatMm } from '../scene/format-mm.ts';
import type { PathSegment } from '../scene/path.ts';

/**
 * Write outlines as SVG path data.
 *
 * @param close the command that closes an outline; both letters mean the same.
 */
export function writePathData(segments: readonly PathSegment[], close: 'Z' | 'z' = 'Z'): string {
  return segments.map((segment) => writeSegment(segment, close)).join('');
}

function writeSegment(segment: PathSegment, close: 'Z' | 'z'): string {
  if (segment[0] === 'Z') return close;
  if (segment[0] !== 'A') {
    const [command, ...points] = segment;
    return command + points.map(formatMm).join(' ');
  }
  const [, radiusX, radiusY, turnDegrees, isLarge, isClockwise, x, y] = segment;
  return `A${radiusX} ${radiusY} ${turnDegrees} ${isLarge} ${isClockwise} ${formatMm(x)} ${formatMm(y)}`;
}
