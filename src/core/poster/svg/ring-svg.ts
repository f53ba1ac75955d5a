import { memoizeRecent } from '../columns/memoize-recent.ts';
import { formatMm } from '../scene/format-mm.ts';
import { outlineRing, sliceRing } from '../scene/ring-slices.ts';
import type { Ring } from '../scene/scene.ts';
import { shortHex } from '../text/hex-text.ts';
import { writePathData } from './path-svg.ts';

/**
 * Write a ring as SVG.
 *
 * @param id of its clip path, unique in the file.
 * @returns parts that join to the text. The slices are one part: the same string for the same cells
 *   and radii, wherever the ring is.
 */
export function ringToSvg(ring: Ring, id: string): string[] {
  const move = `translate(${formatMm(ring.x)} ${formatMm(ring.y)})`;
  const outline = writePathData(outlineRing(ring.inner, ring.outer), 'z');
  const clip = `<clipPath id="${id}"><path clip-rule="evenodd" d="${outline}"/></clipPath>`;
  const slices = writeSlices(ring.colors, ring);
  return [`<g transform="${move}">\n${clip}\n<g clip-path="url(#${id})">\n`, slices, '\n</g>\n</g>'];
}

/** The colours belong to one division of columns into cells. */
const writeSlices = memoizeRecent(
  (_: Ring['colors'], ring: Ring): string =>
    sliceRing(ring)
      .map(({ segments, color }) => `<path fill="${shortHex(color)}" d="${writePathData(segments, 'z')}"/>`)
      .join('\n'),
  ({ inner, outer, from, sweep, gap }) => [inner, outer, from, sweep, gap].join(' '),
);
