import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/** Bars from edge to edge without a frame, and only the title: ten by ten inches by default. */
export const squareLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 254,
  heightMm: 254,
  titleStyles: ['overlay', 'band'],
  arrange: (fingerprint, options, fonts) =>
    titlePicture(options, fonts, (box) => {
      const bars = layoutBars(fingerprint, options, box);
      return { bars, marks: [bars] };
    }),
};
