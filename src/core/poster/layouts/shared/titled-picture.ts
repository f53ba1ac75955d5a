import type { Font } from '../../../type/index.ts';
import type { ResolvedOptions } from '../../options/options.ts';
import type { Bars, Box, Mark } from '../../scene/scene.ts';
import { setTitleBlock, type TitleBlock } from '../../text/title-block.ts';
import { overlayTitle } from './overlay.ts';

/**
 * Font size of the overlay, a share of the shorter side: four wide letters then span about half of
 * a square.
 */
const MAX_OVERLAY = 0.22;
/** Font size in the band, shares of the shorter side: at most, and below what the band grows. */
const MAX_BAND_SIZE = 0.052;
const MIN_BAND_SIZE = 0.026;
/** Heights of the band, shares of the height, the first that holds the title well is taken. */
const BANDS = [0.14, 0.2, 0.28, 0.4] as const;

/** What fills a box from edge to edge. */
export interface FilledPicture {
  readonly marks: readonly Mark[];
  /**
   * What is as light and dark as the picture at each place, so that a title's ink reads over it:
   * often the picture itself.
   */
  readonly bars: Bars;
}

/** Fill the page from edge to edge with a picture, its title across it or on the ground below. */
export function titlePicture(
  options: ResolvedOptions,
  fonts: readonly Font[],
  draw: (box: Box) => FilledPicture,
): readonly Mark[] {
  const { area } = options.page;
  if (options.titleStyle === 'overlay') {
    const { bars, marks } = draw(area);
    return overlayTitle(bars, options, fonts, MAX_OVERLAY, marks);
  }
  const set = setBandTitle(options, fonts);
  if (set === null) return draw(area).marks;
  return [...draw({ ...area, height: area.height - set.bandMm }).marks, ...set.marks];
}

function setBandTitle(options: ResolvedOptions, fonts: readonly Font[]): (TitleBlock & { bandMm: number }) | null {
  const { page, theme } = options;
  const { width, height } = page.trim;
  const bottom = page.safe.y + page.safe.height;
  // Of the area, which may reach beyond what is seen.
  const beyond = page.area.y + page.area.height - bottom;
  let result: (TitleBlock & { bandMm: number }) | null = null;
  for (const share of BANDS) {
    const bandMm = share * height;
    const set = setTitleBlock(options, fonts, {
      box: {
        x: page.safe.x + page.safe.width * 0.09,
        y: bottom - bandMm * 0.78,
        width: page.safe.width * 0.82,
        height: bandMm * 0.56,
      },
      maxSizeMm: MAX_BAND_SIZE * Math.min(width, height),
      position: 'center',
      leading: 1.25,
      tracking: 0.04,
      color: theme.ink,
      opacity: 0.9,
    });
    if (set === null) return null;
    result = { ...set, bandMm: bandMm + beyond };
    if (set.sizeMm >= MIN_BAND_SIZE * Math.min(width, height) || options.titleSizeMm !== null) break;
  }
  return result;
}
