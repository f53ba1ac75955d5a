import { formatMm } from '../scene/format-mm.ts';
import { outlineRing, sliceRing } from '../scene/ring-slices.ts';
import type { Ring } from '../scene/scene.ts';
import { shortHex } from '../text/hex-text.ts';
import { writePathData } from './path-svg.ts';

/**
 * Write a ring as SVG.
 *
 * @param id of its clip path, unique in the file.
 */
export function ringToSvg(ring: Ring, id: string): string {
  const paths = sliceRing(ring).map(({ segments, color }) => {
    return `<path fill="${shortHex(color)}" d="${writePathData(segments, 'z')}"/>`;
  });
  const move = `translate(${formatMm(ring.x)} ${formatMm(ring.y)})`;
  const outline = writePathData(outlineRing(ring.inner, ring.outer), 'z');
  const clip = `<clipPath id="${id}"><path clip-rule="evenodd" d="${outline}"/></clipPath>`;
  return `<g transform="${move}">\n${clip}\n<g clip-path="url(#${id})">\n${paths.join('\n')}\n</g>\n</g>`;
}
