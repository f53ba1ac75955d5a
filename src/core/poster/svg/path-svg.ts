import { memoizeRecent } from '../columns/memoize-recent.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { PathSegment } from '../scene/path.ts';

/** Outlines of at least so many segments are written once: curves through thousands of columns. */
const LONG = 500;

/**
 * Write outlines as SVG path data.
 *
 * @param close the command that closes an outline; both letters mean the same.
 */
export function writePathData(segments: readonly PathSegment[], close: 'Z' | 'z' = 'Z'): string {
  return segments.length < LONG ? writeSegments(segments, close) : writeLong(segments, close);
}

const writeLong = memoizeRecent(writeSegments, (close) => close);

function writeSegments(segments: readonly PathSegment[], close: 'Z' | 'z'): string {
  let text = '';
  for (const segment of segments) text += writeSegment(segment, close);
  return text;
}

function writeSegment(segment: PathSegment, close: 'Z' | 'z'): string {
  if (segment[0] === 'Z') return close;
  // Most segments of a poster of thousands of columns.
  if (segment[0] === 'M' || segment[0] === 'L') return `${segment[0]}${formatMm(segment[1])} ${formatMm(segment[2])}`;
  if (segment[0] !== 'A') {
    const [command, ...points] = segment;
    return command + points.map(formatMm).join(' ');
  }
  const [, radiusX, radiusY, turnDegrees, isLarge, isClockwise, x, y] = segment;
  return `A${radiusX} ${radiusY} ${turnDegrees} ${isLarge} ${isClockwise} ${formatMm(x)} ${formatMm(y)}`;
}
