import { roundToUnits } from '../../text/index.ts';

/**
 * A part of an outline, as SVG 1.1 defines its absolute path commands (section 8.3). Millimetres of
 * the scene, rounded by {@link roundMm}.
 */
export type PathSegment =
  | readonly [command: 'M' | 'L', x: number, y: number]
  | readonly [command: 'Q', controlX: number, controlY: number, x: number, y: number]
  | readonly [command: 'C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly [
      command: 'A',
      radiusX: number,
      radiusY: number,
      turnDegrees: number,
      isLarge: 0 | 1,
      isClockwise: 0 | 1,
      x: number,
      y: number,
    ]
  | readonly [command: 'Z'];

/** A transform of outlines: first scale about the origin, then shift. */
export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/**
 * Round millimetres, to the micrometre by default. Outlines are rounded when they are created, so
 * that SVG, PDF and pixels show the same points.
 */
export function roundMm(value: number, decimals: number = 3): number {
  // Adding 0 turns -0 into 0.
  const units = roundToUnits(value, decimals);
  if (units !== null) return units / 10 ** decimals + 0;
  return Number(value.toFixed(decimals)) + 0;
}

/** Move and scale outlines. The arguments are not modified. */
export function placePath(segments: readonly PathSegment[], placing: Placing): PathSegment[] {
  const { scale } = placing;
  const toX = (x: number): number => roundMm(placing.x + x * scale);
  const toY = (y: number): number => roundMm(placing.y + y * scale);
  return segments.map((segment): PathSegment => {
    switch (segment[0]) {
      case 'M':
      case 'L':
        return [segment[0], toX(segment[1]), toY(segment[2])];
      case 'Q':
        return ['Q', toX(segment[1]), toY(segment[2]), toX(segment[3]), toY(segment[4])];
      case 'C': {
        const [, x1, y1, x2, y2, x, y] = segment;
        return ['C', toX(x1), toY(y1), toX(x2), toY(y2), toX(x), toY(y)];
      }
      case 'A': {
        const [, radiusX, radiusY, turnDegrees, isLarge, isClockwise, x, y] = segment;
        const radii = [roundMm(radiusX * scale), roundMm(radiusY * scale)] as const;
        return ['A', ...radii, turnDegrees, isLarge, isClockwise, toX(x), toY(y)];
      }
      default:
        return segment;
    }
  });
}
