import { parseHex } from '../../core/color/index.ts';
import {
  type Bars,
  barExtent,
  cutBars,
  formatMm,
  outlineRing,
  type Rect,
  type Ring,
  sliceRing,
} from '../../core/poster/index.ts';
import { formatNumber } from '../../core/text/index.ts';
import { pathToPdf } from './pdf-path.ts';

/**
 * Operators that draw marks of colours alone, in millimetres of a page whose y axis points down
 * (ISO 32000-1, 8.4 to 8.6).
 */

/** 1 / 255 is 0.0039: four decimals distinguish every code from its neighbours. */
const CODE_DECIMALS = 4;

/** The colour that shapes are filled with. */
export function fillColor(color: number | string): string {
  return `${writeColor(color)} rg`;
}

/** The colour that lines are drawn with. */
export function lineColor(color: number | string): string {
  return `${writeColor(color)} RG`;
}

function writeColor(color: number | string): string {
  const codes = typeof color === 'string' ? parseHex(color) : [color >> 16, (color >> 8) & 255, color & 255];
  return codes.map((code) => formatNumber(code / 255, CODE_DECIMALS)).join(' ');
}

/** A box. */
export function rectToPdf({ box, color }: Pick<Rect, 'box' | 'color'>): string {
  return `${fillColor(color)}\n${[box.x, box.y, box.width, box.height].map(formatMm).join(' ')} re f`;
}

/**
 * Bars, each run of equal cells a box in columns across and millimetres along them; no seam shows,
 * for the reason given at {@link cutBars}.
 */
export function barsToPdf(bars: Bars): string {
  const { box, columns, direction } = bars;
  // Nine digits keep the last of many columns where it belongs.
  const scale = formatNumber(barExtent(bars).across / columns, 9);
  const axes = direction === 'right' ? `${scale} 0 0 1` : `0 ${scale} 1 0`;
  const lines = ['q', `${axes} ${formatMm(box.x)} ${formatMm(box.y)} cm`];
  let last = -1;
  for (const { left, right, top, bottom, color } of cutBars(bars)) {
    if (color !== last) lines.push(fillColor(color));
    last = color;
    lines.push(`${left} ${formatMm(top)} ${formatNumber(right - left, 3)} ${formatMm(bottom - top)} re f`);
  }
  lines.push('Q');
  return lines.join('\n');
}

/** A ring: slices of discs that reach beyond it, clipped to it. */
export function ringToPdf(ring: Ring): string {
  const lines = ['q', `1 0 0 1 ${formatMm(ring.x)} ${formatMm(ring.y)} cm`];
  lines.push(pathToPdf(outlineRing(ring.inner, ring.outer)), 'W* n');
  for (const { segments, color } of sliceRing(ring)) lines.push(fillColor(color), pathToPdf(segments), 'f');
  lines.push('Q');
  return lines.join('\n');
}
