import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * Rows of colours from edge to edge, time along them: by default five threads, each colour in its
 * row for as long as it stays. Rows never move: where a frame has fewer colours than there are
 * rows, one of them fills two. Fifteen by ten inches by default.
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
