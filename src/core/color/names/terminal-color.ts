import { deltaE2000 } from '../difference.ts';
import { type Lab, srgb8ToLab } from '../spaces/cielab.ts';
import { parseHex } from './hex.ts';

/**
 * Levels of a channel in the 6 x 6 x 6 cube: https://invisible-island.net/xterm/xterm.faq.html,
 * file 256colres.pl.
 */
const CUBE_LEVELS = [0, 95, 135, 175, 215, 255] as const;
/**
 * Number of the first colour of the cube. The user can change the 16 before it, so they are never
 * chosen.
 */
const FIRST_OF_CUBE = 16;
/** Number of greys after the cube: `8 + 10 i`. */
const GREYS = 24;

const FIXED: readonly Lab[] = [
  ...CUBE_LEVELS.flatMap((r) => CUBE_LEVELS.flatMap((g) => CUBE_LEVELS.map((b) => srgb8ToLab(r, g, b)))),
  ...Array.from({ length: GREYS }, (_, i) => srgb8ToLab(8 + 10 * i, 8 + 10 * i, 8 + 10 * i)),
];

/**
 * Find the nearest of the 240 fixed colours of a 256-colour terminal, by CIEDE2000.
 *
 * @param color `#rrggbb`.
 * @returns its number, 16 to 255. Of two that are equally near, the first.
 * @throws {TypeError | RangeError} for anything else. About 100 us.
 */
export function nearestTerminalColor(color: string): number {
  const lab = srgb8ToLab(...parseHex(color));
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, fixed] of FIXED.entries()) {
    const difference = deltaE2000(lab, fixed);
    if (difference >= least) continue;
    least = difference;
    nearest = i;
  }
  return FIRST_OF_CUBE + nearest;
}
