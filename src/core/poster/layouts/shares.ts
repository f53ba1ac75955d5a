import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * Every colour of every frame, each as high as its share of it, the lightest above; ordered so, the
 * seams between them flow along time. Fifteen by ten inches unless told otherwise.
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
