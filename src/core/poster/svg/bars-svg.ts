import { formatNumber } from '../../text/index.ts';
import { barExtent, cutBars } from '../columns/bar-runs.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Bars } from '../scene/scene.ts';
import { shortHex } from '../text/hex-text.ts';

/**
 * Write bars as SVG: one small path for each run of equal cells. Horizontal units are columns,
 * vertical units are millimetres.
 */
export function barsToSvg(bars: Bars): string {
  const { box, columns, direction } = bars;
  const paths: string[] = [];
  for (const { left, right, top, bottom, color } of cutBars(bars)) {
    const sides = `M${left} ${formatMm(top)}H${formatNumber(right, 3)}V${formatMm(bottom)}H${left}z`;
    paths.push(`<path fill="${shortHex(color)}" d="${sides}"/>`);
  }
  // With nine digits, even the last of many columns is in the right position.
  const scale = formatNumber(barExtent(bars).across / columns, 9);
  const move = box.x === 0 && box.y === 0 ? '' : `translate(${formatMm(box.x)} ${formatMm(box.y)})`;
  return `<g shape-rendering="crispEdges" transform="${move}${direction === 'right' ? `scale(${scale} 1)` : `matrix(0 ${scale} 1 0 0 0)`}">\n${paths.join('\n')}\n</g>`;
}
