import { joinCells } from '../columns/cell-runs.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Ring } from '../scene/scene.ts';
import { shortHex } from '../text/hex-text.ts';

const DEGREE = Math.PI / 180;
/** Above this an arc is drawn in parts: SVG cannot say a whole turn in one. */
const MAX_DEGREES = 120;

/** A point around the centre, degrees clockwise from the top. */
function point(radius: number, degrees: number): string {
  return `${formatMm(radius * Math.sin(degrees * DEGREE))} ${formatMm(-radius * Math.cos(degrees * DEGREE))}`;
}

/** An arc that differs less than this from its chord is drawn as that, millimetres: finer than any printer. */
const FLAT_MM = 0.002;

/** An arc onwards from where the pen is. */
function arc(radius: number, from: number, to: number): string {
  if (radius * (1 - Math.cos(((to - from) / 2) * DEGREE)) < FLAT_MM) return `L${point(radius, to)}`;
  const parts = Math.ceil((to - from) / MAX_DEGREES);
  const r = formatMm(radius);
  return Array.from(
    { length: parts },
    (_, i) => `A${r} ${r} 0 0 1 ${point(radius, from + ((to - from) * (i + 1)) / parts)}`,
  ).join('');
}

/** The path data of a slice of a disc around (0, 0), degrees clockwise from the top. */
function sliceData(radius: number, from: number, to: number): string {
  return `M0 0L${point(radius, from)}${arc(radius, from, to)}z`;
}

/** The hole and all around it up to a radius, as path data: what a ring's slices are clipped to (rule: evenodd). */
export function ringData(inner: number, outer: number): string {
  const circle = (radius: number) => `M${point(radius, 0)}${arc(radius, 0, 360)}z`;
  return inner > 0 ? circle(outer) + circle(inner) : circle(outer);
}

/** A slice of colour of a ring, in the order in which they are painted. */
export interface Slice {
  readonly data: string;
  /** 0xrrggbb. */
  readonly color: number;
}

/** How far the outermost slices reach beyond the ring, a share of its radius: its edge is the clip's alone. */
const BEYOND = 0.02;

/**
 * Cut a ring into slices of discs around (0, 0), to be clipped to {@link ringData}.
 *
 * No seam shows: slices reach to the centre, under the cells further in, and one column further, under the column painted after them; the first begins half a
 * column early, under the last of a whole turn. With gaps, and before empty columns, nothing reaches out.
 */
export function sliceRing(ring: Ring): Slice[] {
  const { columns, starts, inner, outer, from, sweep, gap } = ring;
  const step = sweep / columns;
  const isClosed = sweep >= 360 && gap === 0 && columns > 2 && starts[columns]! > starts[columns - 1]!;
  return joinCells(ring, gap).map(({ begin, end, top, color }) => {
    const start = from + step * (isClosed && begin === 0 ? -0.5 : begin);
    const radius = top === 0 ? outer * (1 + BEYOND) : outer - top * (outer - inner);
    return { data: sliceData(radius, start, Math.min(from + step * end, start + 360)), color };
  });
}

/**
 * Write a ring as SVG.
 *
 * @param id of its clip path, of its own in the file.
 */
export function ringToSvg(ring: Ring, id: string): string {
  const paths = sliceRing(ring).map(({ data, color }) => `<path fill="${shortHex(color)}" d="${data}"/>`);
  const move = `translate(${formatMm(ring.x)} ${formatMm(ring.y)})`;
  const clip = `<clipPath id="${id}"><path clip-rule="evenodd" d="${ringData(ring.inner, ring.outer)}"/></clipPath>`;
  return `<g transform="${move}">\n${clip}\n<g clip-path="url(#${id})">\n${paths.join('\n')}\n</g>\n</g>`;
}
