import type { ShownCell } from '../columns/shown-column.ts';
import type { Caps } from '../options/options.ts';
import { type PathSegment, roundMm } from '../scene/path.ts';
import type { Path } from '../scene/scene.ts';
import { longHex } from '../text/hex-text.ts';
import { type Point, roundPoint } from './polar.ts';

/** Position of a single bar, from one end to the other. Millimetres. */
export interface BarPlace {
  readonly from: Point;
  readonly to: Point;
  readonly width: number;
  readonly caps: Caps;
}

/** How far a cell extends under the next one, in bar widths: the least that hides the seam. */
const REACH = 0.2;

/**
 * Draw a bar with its cells in equal parts from one end to the other. A bar with round ends is at
 * least as long as it is wide.
 */
export function drawBar(place: BarPlace, cells: readonly ShownCell[]): Path[] {
  const { from, to, width } = place;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // Offset of the corners from the ends.
  const aside = {
    x: (Math.abs(to.y - from.y) / length) * (width / 2),
    y: (Math.abs(to.x - from.x) / length) * (width / 2),
  };
  const box = {
    x: Math.min(from.x, to.x) - aside.x,
    y: Math.min(from.y, to.y) - aside.y,
    width: Math.abs(to.x - from.x) + 2 * aside.x,
    height: Math.abs(to.y - from.y) + 2 * aside.y,
  };
  return cells.map(({ color }, k) => {
    const end = Math.min(length, (length * (k + 1)) / cells.length + REACH * width);
    return {
      kind: 'path',
      segments: outlinePart(place, length, (length * k) / cells.length, k + 1 === cells.length ? length : end),
      box,
      color: longHex(color),
      opacity: 1,
    };
  });
}

/** Outline the part of a bar between two distances from its beginning. */
function outlinePart({ from, to, width, caps }: BarPlace, length: number, begin: number, end: number): PathSegment[] {
  const half = width / 2;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const place = (distance: number, side: number): [x: number, y: number] =>
    roundPoint({
      x: from.x + along.x * distance + along.y * side,
      y: from.y + along.y * distance - along.x * side,
    });
  const radius = caps === 'round' ? Math.min(half, length / 2) : 0;
  /** Half the bar's width at a distance from its beginning. */
  const halfAt = (distance: number): number => {
    const inCap = Math.max(0, radius - distance, distance - (length - radius));
    return radius === 0 ? half : Math.sqrt(Math.max(0, radius * radius - inCap * inCap));
  };
  const stops = [begin, radius, length - radius, end]
    .filter((distance) => distance >= begin && distance <= end)
    .sort((one, other) => one - other);
  const isArc = (one: number, other: number) =>
    radius > 0 && (other <= radius + 1e-9 || one >= length - radius - 1e-9) && other > one;
  const r = roundMm(radius);
  const drawSide = (distances: readonly number[], sign: 1 | -1): PathSegment[] =>
    distances.map((distance, i) => {
      const point = place(distance, sign * halfAt(distance));
      const before = distances[i - 1];
      if (before === undefined) return [sign > 0 ? 'M' : 'L', ...point];
      const isBent = isArc(Math.min(before, distance), Math.max(before, distance));
      return isBent ? ['A', r, r, 0, 0, 1, ...point] : ['L', ...point];
    });
  return [...drawSide(stops, 1), ...drawSide(stops.toReversed(), -1), ['Z']];
}
