import { formatPercent } from '../../../core/text/index.ts';
import { createTextPainter } from './terminal-color.ts';

/** A colour with its share of a picture or film, 0 to 1. */
interface Swatch {
  readonly color: string;
  readonly share: number;
}

/** What the rooms below know of colours; `--help` loads none of them. */
export interface Coloring {
  readonly nameOf: (color: string) => string;
  /** As `createTextPainter` takes it. */
  readonly nearestColor: (color: string) => number;
}

/** Width of a colour's block before its code, cells of the terminal. */
const BLOCK = '█'.repeat(6);

/**
 * Write colours a line each: "#3b4169  35.2 %  slate blue", behind a block of it where the terminal can show one.
 *
 * @param depth of the terminal, bits.
 */
export function formatSwatches(swatches: readonly Swatch[], depth: number, { nameOf, nearestColor }: Coloring): string {
  const paint = createTextPainter(depth, nearestColor);
  const shares = swatches.map(({ share }) => formatPercent(share, { decimals: 1 }));
  const width = Math.max(...shares.map((share) => share.length));
  return swatches
    .map(({ color }, i) => {
      const block = depth < 8 ? '' : `${paint(BLOCK, color)}  `;
      return `${block}${color}  ${shares[i]!.padStart(width)}  ${nameOf(color)}\n`;
    })
    .join('');
}
