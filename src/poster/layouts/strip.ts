import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../bars.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Mark } from '../scene.ts';
import { setTitle } from '../title.ts';
import type { Layout } from './layout.ts';
import { overlayTitle } from './overlay.ts';

/** Font sizes, shares of the height. */
const MAX_OVERLAY = 0.6;
const MAX_SIZE = 0.3;
/** Room around the title, a share of the height. */
const MARGIN = 0.3;
/** How wide the title may become: heights of the strip, and a share of its width. */
const MAX_TITLE_HEIGHTS = 2.1;
const MAX_TITLE_WIDTH = 0.3;

/** A long thin strip of bars, the title on black at its left end: twenty by two inches unless told otherwise. */
export const stripLayout: Layout = {
  widthMm: 508,
  heightMm: 50.8,
  titleStyle: 'band',
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { title, titleStyle, widthMm: width, heightMm: height } = options;
    const whole = { x: 0, y: 0, width, height };
    if (titleStyle === 'overlay') {
      return overlayTitle(layoutBars(fingerprint, options, whole), title, fonts, MAX_OVERLAY);
    }
    const margin = Math.min(MARGIN * height, 0.05 * width);
    const set = setTitle(title, fonts, {
      box: {
        x: margin,
        y: 0.16 * height,
        width: Math.min(MAX_TITLE_HEIGHTS * height, MAX_TITLE_WIDTH * width),
        height: 0.68 * height,
      },
      maxSizeMm: MAX_SIZE * height,
      align: 'left',
      leading: 1.2,
      tracking: 0.02,
      color: '#ffffff',
      opacity: 0.9,
    });
    if (set === null) return [layoutBars(fingerprint, options, whole)];
    const x = set.path.box.width + 2 * margin;
    return [set.path, layoutBars(fingerprint, options, { ...whole, x, width: width - x })];
  },
};
