import { type PathSegment, writePathData } from '../../../../core/poster/index.ts';

type Arc = PathSegment & readonly ['A', ...unknown[]];

/** Whether an arc is part of a circle, at most half of it, clockwise: the round ends of bars. */
const isSimple = ([, radiusX, radiusY, , isLarge, isClockwise]: Arc): boolean =>
  radiusX === radiusY && radiusX > 0 && isLarge === 0 && isClockwise === 1;

/** Trace an outline for a canvas. */
export function traceOutline(segments: readonly PathSegment[]): Path2D {
  // The canvas has no arcs by their end points, and a text takes seven times as long.
  if (segments.some((segment) => segment[0] === 'A' && !isSimple(segment))) {
    return new Path2D(writePathData(segments));
  }
  const path = new Path2D();
  let [x, y] = [0, 0];
  for (const segment of segments) {
    switch (segment[0]) {
      case 'M':
        path.moveTo(segment[1], segment[2]);
        break;
      case 'L':
        path.lineTo(segment[1], segment[2]);
        break;
      case 'Q':
        path.quadraticCurveTo(segment[1], segment[2], segment[3], segment[4]);
        break;
      case 'C':
        path.bezierCurveTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
        break;
      case 'A':
        traceArc(path, x, y, segment);
        break;
      case 'Z':
        path.closePath();
        continue;
    }
    [x, y] = segment.slice(-2) as [number, number];
  }
  return path;
}

/** Trace an arc from a point: its centre is that of SVG 1.1, section F.6.5. */
function traceArc(path: Path2D, fromX: number, fromY: number, [, asked, , , , , x, y]: Arc): void {
  const [halfX, halfY] = [(fromX - x) / 2, (fromY - y) / 2];
  const half = Math.hypot(halfX, halfY);
  if (half === 0) return;
  const radius = Math.max(asked, half);
  const away = Math.sqrt(radius * radius - half * half) / half;
  const [centerX, centerY] = [(fromX + x) / 2 + away * halfY, (fromY + y) / 2 - away * halfX];
  const angleOf = (atX: number, atY: number) => Math.atan2(atY - centerY, atX - centerX);
  path.arc(centerX, centerY, radius, angleOf(fromX, fromY), angleOf(x, y));
}
