import { shortHex } from './hex-text.ts';
import { formatMm } from './numbers.ts';
import type { Ring } from './scene.ts';

const DEGREE = Math.PI / 180;
/** Above this an arc is drawn in parts: SVG cannot say a whole turn in one. */
const MOST_DEGREES = 120;

/** A point around the centre, degrees clockwise from the top. */
function point(radius: number, degrees: number): string {
  return `${formatMm(radius * Math.sin(degrees * DEGREE))} ${formatMm(-radius * Math.cos(degrees * DEGREE))}`;
}

/** An arc onwards from where the pen is. */
function arc(radius: number, from: number, to: number): string {
  const parts = Math.ceil((to - from) / MOST_DEGREES);
  const r = formatMm(radius);
  return Array.from(
    { length: parts },
    (_, i) => `A${r} ${r} 0 0 1 ${point(radius, from + ((to - from) * (i + 1)) / parts)}`,
  ).join('');
}

/** The path data of a slice of a disc around (0, 0), degrees clockwise from the top. */
export function sliceData(radius: number, from: number, to: number): string {
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

/**
 * Cut a ring into slices of discs around (0, 0), to be clipped to {@link ringData}.
 *
 * No seam shows: slices reach to the centre, under the cells further in, and one column further, under the column painted after them; the first begins half a
 * column early, under the last of a whole turn. With gaps, and before empty columns, nothing reaches out.
 */
export function sliceRing({ columns, starts, colors, bottoms, inner, outer, from, sweep, gap }: Ring): Slice[] {
  const slices: Slice[] = [];
  const step = sweep / columns;
  const hasCells = (i: number) => starts[i + 1]! > starts[i]!;
  const isWhole = sweep >= 360;
  for (let i = 0; i < columns; i++) {
    const isFollowed = gap === 0 && i + 1 < columns && hasCells(i + 1);
    const isClosing = isWhole && gap === 0 && i === 0 && columns > 2 && hasCells(columns - 1);
    const begin = from + step * (isClosing ? i - 0.5 : i);
    const end = from + step * (isFollowed ? i + 2 : i + 1 - gap);
    const reached = Math.min(end, begin + 360);
    for (let cell = starts[i]!, top = outer; cell < starts[i + 1]!; cell++) {
      slices.push({ data: sliceData(top, begin, reached), color: colors[cell]! });
      top = outer - bottoms[cell]! * (outer - inner);
    }
  }
  return slices;
}

/**
 * Write a ring as SVG.
 *
 * @param id of its clip path, of its own in the file.
 */
export function ringToSvg(ring: Ring, id: string): string {
  const paths = sliceRing(ring).map(({ data, color }) => `<path fill="${shortHex(color)}" d="${data}"/>`);
  const move = `translate(${formatMm(ring.x)} ${formatMm(ring.y)})`;
  if (ring.inner === 0) return `<g transform="${move}">\n${paths.join('\n')}\n</g>`;
  const clip = `<clipPath id="${id}"><path clip-rule="evenodd" d="${ringData(ring.inner, ring.outer)}"/></clipPath>`;
  return `<g transform="${move}">\n${clip}\n<g clip-path="url(#${id})">\n${paths.join('\n')}\n</g>\n</g>`;
}
