import type { PaletteGroup } from '../../app/internal.ts';
import { createTextPainter } from './terminal-color.ts';

/** A colour of a group; its length is in terminal cells. */
const BLOCK = '█'.repeat(4);
const MAX_NAME = 32;

/**
 * Format one line per group of films: its name, the number of its films, and its colours side by
 * side. Without colours on the terminal, their codes.
 *
 * @param depth bits per colour of the terminal.
 * @param nearestColor the argument of `createTextPainter`.
 */
export function formatGroups(
  groups: readonly PaletteGroup[],
  depth: number,
  nearestColor: (color: string) => number,
): string {
  const paint = createTextPainter(depth, nearestColor);
  const names = groups.map(({ name }) => (name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const countWidth = Math.max(...groups.map(({ films }) => String(films).length));
  return groups
    .map(({ films, swatches }, i) => {
      const blocks = swatches.map(({ color }) => (depth < 8 ? color : paint(BLOCK, color)));
      const shown = blocks.join(depth < 8 ? ' ' : '');
      return `${names[i]!.padEnd(nameWidth)}  ${String(films).padStart(countWidth)}  ${shown}\n`;
    })
    .join('');
}
