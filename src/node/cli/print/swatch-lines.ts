import { formatPercent } from '../../../core/text/index.ts';
import { createTextPainter } from './terminal-color.ts';

/** A colour with its share of a picture or film, 0 to 1. */
interface Swatch {
  readonly color: string;
  readonly share: number;
}

/** Functions from rooms that `--help` does not load. */
export interface Coloring {
  readonly nameOf: (color: string) => string;
  /** The argument of `createTextPainter`. */
  readonly nearestColor: (color: string) => number;
}

/** The block before the code of a colour; its length is in terminal cells. */
const BLOCK = '█'.repeat(6);

/**
 * Format one line per colour: "#3b4169  35.2 %  slate blue", after a block of the colour if the
 * terminal supports it.
 *
 * @param depth bits per colour of the terminal.
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
