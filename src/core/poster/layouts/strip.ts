import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../columns/bars.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Mark } from '../scene/scene.ts';
import { setTitleBlock } from '../text/title-block.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { overlayTitle } from './shared/overlay.ts';

/** Maximum font sizes, as shares of the height. */
const MAX_OVERLAY = 0.6;
const MAX_SIZE = 0.3;
/** Space around the title, as a share of the height. */
const MARGIN = 0.3;
/** Maximum width of the title: in heights of the strip, and as a share of its width. */
const MAX_TITLE_HEIGHTS = 2.1;
const MAX_TITLE_WIDTH = 0.3;

/**
 * A long thin strip of bars, with the title on the ground at its left end: twenty by two inches by
 * default.
 */
export const stripLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 508,
  heightMm: 50.8,
  titleStyles: ['band', 'overlay'],
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { theme, page } = options;
    const { area, safe, trim } = page;
    if (options.titleStyle === 'overlay') {
      return overlayTitle(layoutBars(fingerprint, options, area), options, fonts, MAX_OVERLAY);
    }
    const margin = Math.min(MARGIN * trim.height, 0.05 * trim.width);
    const set = setTitleBlock(options, fonts, {
      box: {
        x: safe.x + margin,
        y: safe.y + 0.16 * safe.height,
        width: Math.min(MAX_TITLE_HEIGHTS * trim.height, MAX_TITLE_WIDTH * trim.width),
        height: 0.68 * safe.height,
      },
      maxSizeMm: MAX_SIZE * trim.height,
      position: 'left',
      leading: 1.2,
      tracking: 0.02,
      color: theme.ink,
      opacity: 0.9,
    });
    if (set === null) return [layoutBars(fingerprint, options, area)];
    const x = set.box.x + set.box.width + margin;
    const bars = layoutBars(fingerprint, options, { ...area, x, width: area.x + area.width - x });
    return [...set.marks, bars];
  },
};
