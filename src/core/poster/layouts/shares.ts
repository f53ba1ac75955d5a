import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * Every colour of every frame, each as high as its share, the lightest at the top. This order lets
 * the seams between colours run smoothly along time. 15 by 10 inches by default.
 */
export const sharesLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 381,
  heightMm: 254,
  titleStyles: ['overlay', 'band'],
  colors: 16,
  order: 'lightness',
  arrange: (fingerprint, options, fonts) =>
    titlePicture(options, fonts, (box) => {
      const bars = layoutBars(fingerprint, options, box, 'share');
      return { bars, marks: [bars] };
    }),
};
