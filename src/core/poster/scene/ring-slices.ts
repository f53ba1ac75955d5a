import { joinCells } from '../columns/cell-runs.ts';
import { type PathSegment, roundMm } from './path.ts';
import type { Ring } from './scene.ts';

const DEGREE = Math.PI / 180;
/** An arc of more degrees is drawn in parts: one SVG command cannot draw a full circle. */
const MAX_DEGREES = 120;
/**
 * An arc that differs less than this from its chord is drawn as a line, millimetres: finer than any
 * printer.
 */
const FLAT_MM = 0.002;
/**
 * How far the outermost slices extend beyond the ring, as a share of its radius: only the clip path
 * cuts the edge of the ring.
 */
const BEYOND = 0.02;

/** Compute a point around the centre, degrees clockwise from the top. */
function point(radius: number, degrees: number): [x: number, y: number] {
  return [roundMm(radius * Math.sin(degrees * DEGREE)), roundMm(-radius * Math.cos(degrees * DEGREE))];
}

/** Draw an arc without its first point. */
function arc(radius: number, from: number, to: number): PathSegment[] {
  if (radius * (1 - Math.cos(((to - from) / 2) * DEGREE)) < FLAT_MM) return [['L', ...point(radius, to)]];
  const parts = Math.ceil((to - from) / MAX_DEGREES);
  const r = roundMm(radius);
  return Array.from({ length: parts }, (_, i): PathSegment => {
    return ['A', r, r, 0, 0, 1, ...point(radius, from + ((to - from) * (i + 1)) / parts)];
  });
}

/** Draw a sector of a disc around (0, 0), degrees clockwise from the top. */
function drawSector(radius: number, from: number, to: number): PathSegment[] {
  return [['M', 0, 0], ['L', ...point(radius, from)], ...arc(radius, from, to), ['Z']];
}

/** Outline a ring around (0, 0), to which its slices are clipped. Fill rule: evenodd. */
export function outlineRing(inner: number, outer: number): PathSegment[] {
  const circle = (radius: number): PathSegment[] => [['M', ...point(radius, 0)], ...arc(radius, 0, 360), ['Z']];
  return inner > 0 ? [...circle(outer), ...circle(inner)] : circle(outer);
}

/** A slice of a ring, of one colour. */
export interface Slice {
  readonly segments: readonly PathSegment[];
  /** 0xrrggbb. */
  readonly color: number;
}

/**
 * Cut a ring into sectors of discs around (0, 0), in painting order, to be clipped to {@link
 * outlineRing}.
 *
 * The sectors overlap, so that no seam is visible. Each sector extends to the centre, below the
 * cells further inside. It also extends one column further, below the column that is painted after
 * it. The first begins half a column early, below the last of a full circle. With gaps, and before
 * empty columns, sectors do not overlap.
 */
export function sliceRing(ring: Ring): Slice[] {
  const { columns, starts, inner, outer, from, sweep, gap } = ring;
  const step = sweep / columns;
  const isClosed = sweep >= 360 && gap === 0 && columns > 2 && starts[columns]! > starts[columns - 1]!;
  return joinCells(ring, gap).map(({ begin, end, top, color }) => {
    const start = from + step * (isClosed && begin === 0 ? -0.5 : begin);
    const radius = top === 0 ? outer * (1 + BEYOND) : outer - top * (outer - inner);
    return { segments: drawSector(radius, start, Math.min(from + step * end, start + 360)), color };
  });
}
