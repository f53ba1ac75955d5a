import { formatNumber } from '../../text/index.ts';
import { barExtent, cutBars } from '../columns/bar-runs.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Bars } from '../scene/scene.ts';
import { shortHex } from '../text/hex-text.ts';

/**
 * Write bars as SVG: one small path for each run of equal cells. Horizontal units are columns,
 * vertical units are millimetres.
 *
 * @returns parts that join to the text. The paths are one part: the same string for the same cells,
 *   wherever the bars are.
 */
export function barsToSvg(bars: Bars): string[] {
  const { box, columns, direction } = bars;
  // With nine digits, even the last of many columns is in the right position.
  const scale = formatNumber(barExtent(bars).across / columns, 9);
  const move = box.x === 0 && box.y === 0 ? '' : `translate(${formatMm(box.x)} ${formatMm(box.y)})`;
  const turn = direction === 'right' ? `scale(${scale} 1)` : `matrix(0 ${scale} 1 0 0 0)`;
  return [`<g shape-rendering="crispEdges" transform="${move}${turn}">\n`, writePaths(bars.colors, bars), '\n</g>'];
}

/** The colours belong to one division of columns into cells. */
const writePaths = memoizeRecent(
  (_: Bars['colors'], bars: Bars): string => {
    const paths: string[] = [];
    for (const { left, right, top, bottom, color } of cutBars(bars)) {
      const sides = `M${left} ${formatMm(top)}H${formatNumber(right, 3)}V${formatMm(bottom)}H${left}z`;
      paths.push(`<path fill="${shortHex(color)}" d="${sides}"/>`);
    }
    return paths.join('\n');
  },
  (bars) => `${barExtent(bars).length} ${bars.gap}`,
);
