import type { Box } from '../scene/scene.ts';

/** A sheet and its parts, millimetres. */
export interface Page {
  /** The whole sheet, bleed included. */
  readonly sheet: Box;
  /** The page after trimming. */
  readonly trim: Box;
  /** The place of the picture: the whole sheet, or the part within the margin. */
  readonly area: Box;
  /** The place of text: within `area`, at least the safe area's width from the edges. */
  readonly safe: Box;
}

/** Space along the edges, millimetres. */
export interface PageRoom {
  /** Outside each edge of the page, removed by trimming. */
  readonly bleedMm: number;
  /** Ground inside each edge, around the picture. */
  readonly marginMm: number;
  /** Inside each edge, free of text. */
  readonly safeAreaMm: number;
}

/** Lay out a page of the given size after trimming. */
export function layoutPage(widthMm: number, heightMm: number, { bleedMm, marginMm, safeAreaMm }: PageRoom): Page {
  const sheet = { x: 0, y: 0, width: widthMm + 2 * bleedMm, height: heightMm + 2 * bleedMm };
  const trim = insetBox(sheet, bleedMm);
  // A picture with a margin has no bleed, since it ends before the edge.
  const area = marginMm > 0 ? insetBox(trim, marginMm) : sheet;
  return { sheet, trim, area, safe: insetBox(trim, Math.max(marginMm, safeAreaMm)) };
}

/** Shrink a box by the same amount at each edge. */
export function insetBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** The intersection of two boxes. */
export function clipBox(box: Box, by: Box): Box {
  const x = Math.max(box.x, by.x);
  const y = Math.max(box.y, by.y);
  const right = Math.min(box.x + box.width, by.x + by.width);
  const bottom = Math.min(box.y + box.height, by.y + by.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** Turn a box around its middle by a multiple of 90 degrees. */
export function turnBox(box: Box, degrees: number): Box {
  if (degrees % 180 === 0) return box;
  const { x, y, width, height } = box;
  return { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width };
}
