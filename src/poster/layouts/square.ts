import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../bars.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Mark } from '../scene.ts';
import { setTitleBlock, type TitleBlock } from '../title-block.ts';
import { type Layout, PLAIN_LAYOUT } from './layout.ts';
import { overlayTitle } from './overlay.ts';

/** Font size of the overlay, a share of the side: four wide letters then span about half of it. */
const MAX_OVERLAY = 0.22;
/** Font size in the band, shares of the height: at most, and below what the band grows. */
const MAX_BAND_SIZE = 0.052;
const MIN_BAND_SIZE = 0.026;
/** Heights of the band, shares of the height, the first that holds the title well is taken. */
const BANDS = [0.14, 0.2, 0.28, 0.4] as const;

/** Bars from edge to edge, no frame, nothing else but the title: ten by ten inches unless told otherwise. */
export const squareLayout: Layout = {
  ...PLAIN_LAYOUT,
  widthMm: 254,
  heightMm: 254,
  titleStyles: ['overlay', 'band'],
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { area } = options.page;
    if (options.titleStyle === 'overlay') {
      return overlayTitle(layoutBars(fingerprint, options, area), options, fonts, MAX_OVERLAY);
    }
    const set = setBandTitle(options, fonts);
    if (set === null) return [layoutBars(fingerprint, options, area)];
    return [layoutBars(fingerprint, options, { ...area, height: area.height - set.bandMm }), ...set.marks];
  },
};

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
