import type { PathSegment } from '#core/poster/index';

/** All points of outlines, control points included, in millimetres. */
export function listPoints(segments: readonly PathSegment[]): { x: number; y: number }[] {
  return segments.flatMap(([command, ...numbers]) => {
    const points = command === 'A' ? numbers.slice(-2) : numbers;
    return Array.from({ length: points.length / 2 }, (_, i) => ({ x: points[2 * i]!, y: points[2 * i + 1]! }));
  });
}

/** Split outlines into their contours. */
export function splitContours(segments: readonly PathSegment[]): PathSegment[][] {
  const contours: PathSegment[][] = [];
  for (const segment of segments) {
    if (segment[0] === 'M') contours.push([]);
    contours.at(-1)!.push(segment);
  }
  return contours;
}
