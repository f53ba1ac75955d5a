import type { Font } from '../../type/index.ts';
import { chooseInk } from '../ink.ts';
import type { Bars, Mark } from '../scene.ts';
import { setTitle } from '../title.ts';

/** Shares of the bars' box that a title may take, so that the bars breathe around it. */
const WIDTH = 0.82;
const HEIGHT = 0.86;

/**
 * Lay a title across bars.
 *
 * @param maxSize the largest font size as a share of the shorter side of the bars.
 * @returns the bars, and above them the title if it has ink.
 */
export function overlayTitle(bars: Bars, title: string, fonts: readonly Font[], maxSize: number): Mark[] {
  const { x, y, width, height } = bars.box;
  const set = setTitle(title, fonts, {
    box: {
      x: x + (width * (1 - WIDTH)) / 2,
      y: y + (height * (1 - HEIGHT)) / 2,
      width: width * WIDTH,
      height: height * HEIGHT,
    },
    maxSizeMm: maxSize * Math.min(width, height),
    align: 'center',
    leading: 1.1,
    tracking: 0,
    color: chooseInk(bars),
    opacity: 0.7,
  });
  return set === null ? [bars] : [bars, set.path];
}
