import { formatClock } from '../../../core/text/index.ts';
import type { NamedShot } from '../../app/internal.ts';
import { createTextPainter } from './terminal-color.ts';

/** Before the name of a colour; its length is in terminal cells. */
const BLOCK = '██';
/** More colours would not fit into a line of a wide terminal. */
const MAX_COLORS = 3;

/**
 * Format a table of shots, one line per shot under a header: number, start, end, length, transition,
 * and the first colours with different names, each after a block of the colour if the terminal supports
 * it.
 *
 * @param depth bits per colour of the terminal.
 * @param nearestColor the argument of `createTextPainter`.
 */
export function formatShots(
  shots: readonly NamedShot[],
  depth: number,
  nearestColor: (color: string) => number,
): string {
  const paint = createTextPainter(depth, nearestColor);
  const hasHours = shots.at(-1)!.to >= 3600;
  const formatTime = (seconds: number) => formatClock(seconds, { decimals: 2, rounding: 'nearest', hasHours });
  const rows = shots.map(({ number, from, to, seconds, transition }) => [
    String(number),
    formatTime(from),
    formatTime(to),
    `${seconds.toFixed(2)} s`,
    transition?.kind ?? '',
  ]);
  const head = ['shot', 'start', 'end', 'length', 'transition'];
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  // Transitions are words, the other cells are figures.
  const align = (row: readonly string[]) =>
    row.map((cell, i) => (i === head.length - 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  const lines = shots.map(({ colors }, i) => {
    // Of colours with one name the first is shown.
    const distinct = colors.filter(({ name }, j) => colors.findIndex((color) => color.name === name) === j);
    const names = distinct
      .slice(0, MAX_COLORS)
      .map(({ color, name }) => (depth < 8 ? name : `${paint(BLOCK, color)} ${name}`));
    return `${align(rows[i]!)}  ${names.join(depth < 8 ? ', ' : '  ')}`.trimEnd();
  });
  return `${[`${align(head)}  colours`, ...lines].join('\n')}\n`;
}
