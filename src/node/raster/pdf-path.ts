import { formatMm } from '../../core/poster/index.ts';

/** How many numbers each command of SVG path data takes. */
const ARGUMENTS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, Q: 4, C: 6, A: 7, Z: 0 };

/**
 * Write path data as the path operators of PDF (ISO 32000-1, 8.5.2), which knows lines and cubic curves alone.
 *
 * @param data SVG path data, absolute: M L H V Q C A Z; numbers without exponents.
 * @returns operators, without painting: `f` or `S` must follow.
 * @throws {RangeError} for other commands.
 */
export function pathToPdf(data: string): string {
  const operators: string[] = [];
  const write = (operator: string, ...numbers: number[]) =>
    operators.push(`${numbers.map(formatMm).join(' ')} ${operator}`);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [letter, n] of readCommands(data)) {
    switch (letter) {
      case 'M':
        [startX, startY] = [n[0]!, n[1]!];
        write('m', startX, startY);
        break;
      case 'L':
        write('l', n[0]!, n[1]!);
        break;
      case 'H':
        write('l', n[0]!, y);
        break;
      case 'V':
        write('l', x, n[0]!);
        break;
      case 'Q':
        write('c', ...raiseDegree(x, y, n[0]!, n[1]!, n[2]!, n[3]!));
        break;
      case 'C':
        write('c', ...n);
        break;
      case 'A':
        for (const curve of arcToCurves(x, y, n)) write('c', ...curve);
        break;
      default:
        operators.push('h');
    }
    [x, y] = endOf(letter, n, [x, y], [startX, startY]);
  }
  return operators.join('\n');
}

type Point = readonly [x: number, y: number];

function endOf(letter: string, n: readonly number[], [x, y]: Point, start: Point): Point {
  if (letter === 'Z') return start;
  if (letter === 'H') return [n[0]!, y];
  if (letter === 'V') return [x, n[0]!];
  return [n.at(-2)!, n.at(-1)!];
}

function* readCommands(data: string): Generator<[letter: string, numbers: number[]]> {
  for (const [, name, list] of data.matchAll(/([a-z])([^a-z]*)/gi)) {
    const letter = name === 'z' ? 'Z' : name!;
    const count = ARGUMENTS[letter];
    const numbers = Array.from(list!.matchAll(/[-+]?(?:\d+\.?\d*|\.\d+)/g), ([text]) => Number(text));
    if (
      count === undefined ||
      (count === 0 ? numbers.length > 0 : numbers.length % count !== 0 || numbers.length === 0)
    ) {
      throw new RangeError(`\`data\`: expected absolute path data of M L H V Q C A Z, got ${name}${list}`);
    }
    if (count === 0) yield [letter, []];
    // After the first pair of a move, pairs are lines.
    for (let at = 0; at < numbers.length; at += count)
      yield [letter === 'M' && at > 0 ? 'L' : letter, numbers.slice(at, at + count)];
  }
}

/** A quadratic curve as a cubic one: the same curve. */
function raiseDegree(x: number, y: number, cx: number, cy: number, endX: number, endY: number): number[] {
  const mix = (end: number, control: number) => end + (2 / 3) * (control - end);
  return [mix(x, cx), mix(y, cy), mix(endX, cx), mix(endY, cy), endX, endY];
}

/** More of a circle than this is not one cubic curve: to a quarter the error is 0.03 % of the radius, to an eighth 0.0004 %. */
const MAX_ARC = Math.PI / 4;

/**
 * An arc of an ellipse as cubic curves.
 *
 * @see SVG 1.1, appendix F.6.5 and F.6.6: from end points to the centre.
 */
function arcToCurves(x1: number, y1: number, n: readonly number[]): number[][] {
  const [radiusX, radiusY, degrees, isLarge, isClockwise, x2, y2] = n as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  let [rx, ry] = [Math.abs(radiusX), Math.abs(radiusY)];
  if (rx === 0 || ry === 0) return [[x1, y1, x2, y2, x2, y2]];
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  // Half the chord, in the ellipse's own axes.
  const halfX = (cos * (x1 - x2) + sin * (y1 - y2)) / 2;
  const halfY = (cos * (y1 - y2) - sin * (x1 - x2)) / 2;
  const excess = (halfX / rx) ** 2 + (halfY / ry) ** 2;
  if (excess === 0) return [];
  // Radii too short for the chord grow to reach.
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
