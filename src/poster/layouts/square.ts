import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../bars.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Mark } from '../scene.ts';
import { type SetTitle, setTitle } from '../title.ts';
import type { Layout } from './layout.ts';
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
  widthMm: 254,
  heightMm: 254,
  titleStyle: 'overlay',
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { title, titleStyle, widthMm: width, heightMm: height } = options;
    const whole = { x: 0, y: 0, width, height };
    if (titleStyle === 'overlay') {
      return overlayTitle(layoutBars(fingerprint, options, whole), title, fonts, MAX_OVERLAY);
    }
    const set = setBandTitle(options, fonts);
    if (set === null) return [layoutBars(fingerprint, options, whole)];
    return [layoutBars(fingerprint, options, { ...whole, height: height - set.bandMm }), set.path];
  },
};

function setBandTitle(options: ResolvedOptions, fonts: readonly Font[]): (SetTitle & { bandMm: number }) | null {
  const { title, widthMm: width, heightMm: height } = options;
  let result: (SetTitle & { bandMm: number }) | null = null;
  for (const share of BANDS) {
    const bandMm = share * height;
    const set = setTitle(title, fonts, {
      box: { x: width * 0.09, y: height - bandMm * 0.78, width: width * 0.82, height: bandMm * 0.56 },
      maxSizeMm: MAX_BAND_SIZE * Math.min(width, height),
      align: 'center',
      leading: 1.25,
      tracking: 0.04,
      color: '#ffffff',
      opacity: 0.9,
    });
    if (set === null) return null;
    result = { ...set, bandMm };
    if (set.sizeMm >= MIN_BAND_SIZE * Math.min(width, height)) break;
  }
  return result;
}
