import { formatMm, type PathSegment } from '../../core/poster/index.ts';

/**
 * Write outlines as the path operators of PDF (ISO 32000-1, 8.5.2), which has lines and cubic
 * curves only.
 *
 * @returns operators that construct the path; one that paints it, `f` or `S`, must follow.
 */
export function pathToPdf(segments: readonly PathSegment[]): string {
  const operators: string[] = [];
  const write = (operator: string, ...numbers: number[]) =>
    operators.push(`${numbers.map(formatMm).join(' ')} ${operator}`);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const segment of segments) {
    switch (segment[0]) {
      case 'M':
        [, startX, startY] = segment;
        write('m', startX, startY);
        break;
      case 'L':
        write('l', segment[1], segment[2]);
        break;
      case 'Q':
        write('c', ...raiseDegree(x, y, segment));
        break;
      case 'C':
        write('c', ...(segment.slice(1) as number[]));
        break;
      case 'A':
        for (const curve of arcToCurves(x, y, segment)) write('c', ...curve);
        break;
      default:
        operators.push('h');
    }
    [x, y] = segment[0] === 'Z' ? [startX, startY] : [segment.at(-2) as number, segment.at(-1) as number];
  }
  return operators.join('\n');
}

type Segment<Command> = Extract<PathSegment, readonly [command: Command, ...unknown[]]>;

/** Write a quadratic curve as the cubic one that is the same curve. */
function raiseDegree(x: number, y: number, [, cx, cy, endX, endY]: Segment<'Q'>): number[] {
  const mix = (end: number, control: number) => end + (2 / 3) * (control - end);
  return [mix(x, cx), mix(y, cy), mix(endX, cx), mix(endY, cy), endX, endY];
}

/**
 * The part of a circle that one cubic curve draws, radians. The error of an eighth is 0.0004 % of
 * the radius, of a quarter 0.03 %.
 */
const MAX_ARC = Math.PI / 4;

/**
 * Write an arc of an ellipse as cubic curves.
 *
 * @see SVG 1.1, appendix F.6.5 and F.6.6: from end points to the centre.
 */
function arcToCurves(x1: number, y1: number, segment: Segment<'A'>): number[][] {
  const [, radiusX, radiusY, degrees, isLarge, isClockwise, x2, y2] = segment;
  let [rx, ry] = [Math.abs(radiusX), Math.abs(radiusY)];
  if (rx === 0 || ry === 0) return [[x1, y1, x2, y2, x2, y2]];
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  // Half the chord, in the axes of the ellipse.
  const halfX = (cos * (x1 - x2) + sin * (y1 - y2)) / 2;
  const halfY = (cos * (y1 - y2) - sin * (x1 - x2)) / 2;
  const excess = (halfX / rx) ** 2 + (halfY / ry) ** 2;
  if (excess === 0) return [];
  // Radii that are too short for the chord are enlarged.
  if (excess > 1) [rx, ry] = [rx * Math.sqrt(excess), ry * Math.sqrt(excess)];
  const side = isLarge === isClockwise ? -1 : 1;
  const offset = side * Math.sqrt(Math.max(0, 1 / Math.min(1, excess) - 1));
  const [centerX, centerY] = [(offset * rx * halfY) / ry, (-offset * ry * halfX) / rx];
  const from = Math.atan2((halfY - centerY) / ry, (halfX - centerX) / rx);
  const to = Math.atan2((-halfY - centerY) / ry, (-halfX - centerX) / rx);
  let sweep = to - from;
  if (isClockwise === 1 && sweep < 0) sweep += 2 * Math.PI;
  if (isClockwise === 0 && sweep > 0) sweep -= 2 * Math.PI;
  const parts = Math.ceil(Math.abs(sweep) / MAX_ARC - 1e-9);
  const step = sweep / parts;
  const reach = (4 / 3) * Math.tan(step / 4);
  const place = (u: number, v: number): number[] => [
    cos * (centerX + rx * u) - sin * (centerY + ry * v) + (x1 + x2) / 2,
    sin * (centerX + rx * u) + cos * (centerY + ry * v) + (y1 + y2) / 2,
  ];
  return Array.from({ length: parts }, (_, i) => {
    const [a, b] = [from + step * i, from + step * (i + 1)];
    return [
      ...place(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      ...place(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      ...(i + 1 === parts ? [x2, y2] : place(Math.cos(b), Math.sin(b))),
    ];
  });
}
