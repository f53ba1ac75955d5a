import type { Box } from '../scene/scene.ts';

/** A sheet and what of it is used, millimetres. */
export interface Page {
  /** The whole sheet, bleed included. */
  readonly sheet: Box;
  /** What is left after it is cut. */
  readonly trim: Box;
  /** Where the picture goes: the whole sheet, or what a margin leaves. */
  readonly area: Box;
  /** Where what is read goes: within `area`, and as far from the edges as was asked for. */
  readonly safe: Box;
}

/** Room that is kept at the edges, millimetres. */
export interface PageRoom {
  /** Beyond each edge of the page, to be cut away. */
  readonly bleedMm: number;
  /** Of ground within each edge, around the picture. */
  readonly marginMm: number;
  /** Within each edge, free of letters. */
  readonly safeAreaMm: number;
}

/** Lay out a page of the given size after it is cut. */
export function layoutPage(widthMm: number, heightMm: number, { bleedMm, marginMm, safeAreaMm }: PageRoom): Page {
  const sheet = { x: 0, y: 0, width: widthMm + 2 * bleedMm, height: heightMm + 2 * bleedMm };
  const trim = insetBox(sheet, bleedMm);
  // A picture with a margin has no bleed: it ends before the edge.
  const area = marginMm > 0 ? insetBox(trim, marginMm) : sheet;
  return { sheet, trim, area, safe: insetBox(trim, Math.max(marginMm, safeAreaMm)) };
}

/** Take the same away at each edge of a box. */
export function insetBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** The part of a box that lies in another one. */
export function clipBox(box: Box, by: Box): Box {
  const x = Math.max(box.x, by.x);
  const y = Math.max(box.y, by.y);
  const right = Math.min(box.x + box.width, by.x + by.width);
  const bottom = Math.min(box.y + box.height, by.y + by.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** A box turned around its middle by a multiple of 90 degrees. */
export function turnBox(box: Box, degrees: number): Box {
  if (degrees % 180 === 0) return box;
  const { x, y, width, height } = box;
  return { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width };
}
