import type { Font } from '../../../type/index.ts';
import type { ResolvedOptions } from '../../options/options.ts';
import { clipBox } from '../../options/page.ts';
import type { Bars, Mark } from '../../scene/scene.ts';
import { type Covered, chooseInk } from '../../text/ink.ts';
import { setTitleBlock } from '../../text/title-block.ts';

/** Shares of the bars' box that a title may take, so that the bars breathe around it. */
const WIDTH = 0.82;
const HEIGHT = 0.86;

/**
 * Lay a title across bars.
 *
 * @param bars or what is as light and dark as the picture at each place.
 * @param maxSize the largest font size as a share of the shorter side of the bars.
 * @param picture what is drawn below the title.
 * @returns the picture, and above it the title if it has ink.
 */
export function overlayTitle(
  bars: Bars,
  options: ResolvedOptions,
  fonts: readonly Font[],
  maxSize: number,
  picture: readonly Mark[] = [bars],
): Mark[] {
  const { x, y, width, height } = clipBox(bars.box, options.page.safe);
  const block = (color: string) =>
    setTitleBlock(options, fonts, {
      box: {
        x: x + (width * (1 - WIDTH)) / 2,
        y: y + (height * (1 - HEIGHT)) / 2,
        width: width * WIDTH,
        height: height * HEIGHT,
      },
      maxSizeMm: maxSize * Math.min(width, height),
      position: 'center',
      leading: 1.1,
      tracking: 0,
      color,
      opacity: 0.7,
    });
  const first = block('#ffffff');
  if (first === null) return [...picture];
  // The ink is that which reads over the bars it covers, which depends on its place.
  const ink = chooseInk(bars, findCovered(bars, first.box));
  return [...picture, ...(ink === '#ffffff' ? first : block(ink)!).marks];
}

/** Which part of bars lies below a box. */
function findCovered({ box, direction }: Bars, ink: Bars['box']): Covered {
  const across = [(ink.x - box.x) / box.width, (ink.x + ink.width - box.x) / box.width] as const;
  const down = [(ink.y - box.y) / box.height, (ink.y + ink.height - box.y) / box.height] as const;
  const [[from, to], [top, bottom]] = direction === 'right' ? [across, down] : [down, across];
  return { from, to, top, bottom };
}
