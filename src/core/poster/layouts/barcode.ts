import type { Column, Fingerprint } from '../../fingerprint/index.ts';
import { layoutBars } from '../columns/bars.ts';
import { unpackSqueezed } from '../images/squeezed-image.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { turnBox } from '../options/page.ts';
import type { Box, Image, Rect } from '../scene/scene.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * The classic movie barcode: each sampled frame is squeezed into a column, its top at the top. 20
 * by 8 inches by default.
 *
 * It draws frames, not swatches: `colors`, `rank`, `order`, `swatch` and `caps` have no effect. It
 * rejects `bars`, `smooth` and `gap`.
 */
export const barcodeLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 508,
  heightMm: 203.2,
  titleStyles: ['overlay', 'band'],
  refused: ['bars', 'smooth', 'gap'],
  showsTime: true,
  arrange(fingerprint, options, fonts) {
    const image = unpackSqueezed(fingerprint, 'barcode');
    return titlePicture(options, fonts, (box) => {
      const { rotate, reverse, theme } = options;
      const picture: Image = {
        kind: 'image',
        box: turnBox(box, rotate),
        image,
        turnDegrees: rotate,
        isMirrored: reverse,
        isSharpAcross: true,
      };
      const covers = theme.ground === null ? [] : coverMissing(fingerprint, options, box, theme.ground);
      // The ink of a title depends only on the lightness of the frames. Rank by area, since
      // presence is slow.
      const shares = { ...options, colors: 16, rank: 'area', order: 'lightness' } as const;
      return { bars: layoutBars(fingerprint, shares, box, 'share'), marks: [picture, ...covers] };
    });
  },
};

/** Cover the black of missing frames with the ground. Without a ground it stays black. */
function coverMissing({ columns }: Fingerprint, options: ResolvedOptions, box: Box, color: string): Rect[] {
  const { rotate, reverse } = options;
  const isBackwards = rotate >= 180 !== reverse;
  const shown = isBackwards ? columns.toReversed() : columns;
  const n = shown.length;
  return listGaps(shown).map(([from, to]) => {
    const part =
      rotate % 180 === 0
        ? { ...box, x: box.x + (from / n) * box.width, width: ((to - from) / n) * box.width }
        : { ...box, y: box.y + (from / n) * box.height, height: ((to - from) / n) * box.height };
    return { kind: 'rect', box: part, color };
  });
}

/** Find runs of columns without a frame. `to` is exclusive. */
function listGaps(columns: readonly Column[]): [from: number, to: number][] {
  const gaps: [number, number][] = [];
  for (const [i, { swatches }] of columns.entries()) {
    if (swatches.length > 0) continue;
    const last = gaps.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else gaps.push([i, i + 1]);
  }
  return gaps;
}
