import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * Rows of colours from edge to edge, with time along them. By default there are five threads, and
 * each colour stays in its row. Rows never move: when a frame has fewer colours than there are
 * rows, a colour fills two rows. Fifteen by ten inches by default.
 */
export const stackLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 381,
  heightMm: 254,
  titleStyles: ['overlay', 'band'],
  colors: 5,
  order: 'thread',
  arrange: (fingerprint, options, fonts) =>
    titlePicture(options, fonts, (box) => {
      const bars = layoutBars(fingerprint, options, box, 'rows');
      return { bars, marks: [bars] };
    }),
};
