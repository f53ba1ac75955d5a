import type { Column, Fingerprint } from '../../fingerprint/index.ts';
import { layoutBars } from '../columns/bars.ts';
import { unpackSqueezed } from '../images/squeezed-image.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { turnBox } from '../options/page.ts';
import type { Box, Image, Rect } from '../scene/scene.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { titlePicture } from './shared/titled-picture.ts';

/**
 * The classic movie barcode: each sampled frame squeezed to a column, what was above still above.
 * Twenty by eight inches by default.
 *
 * Frames are pictures, not swatches: `colors`, `rank`, `order`, `swatch` and `caps` have no effect;
 * `bars`, `smoothSeconds` and `gap` cannot be followed.
 */
export const barcodeLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 508,
  heightMm: 203.2,
  titleStyles: ['overlay', 'band'],
  refused: ['bars', 'smoothSeconds', 'gap'],
  arrange(fingerprint, options, fonts) {
    const image = unpackSqueezed(fingerprint, 'barcode');
    return titlePicture(options, fonts, (box) => {
      const { rotateDegrees, isReversed, theme } = options;
      const picture: Image = {
        kind: 'image',
        box: turnBox(box, rotateDegrees),
        image,
        turnDegrees: rotateDegrees,
        isMirrored: isReversed,
        isSharpAcross: true,
      };
      const covers = theme.ground === null ? [] : coverMissing(fingerprint, options, box, theme.ground);
      // A title's ink needs to know no more than how light each frame is. Ranked by area, since
      // presence takes long.
      const shares = { ...options, colors: 16, rank: 'area', order: 'lightness' } as const;
      return { bars: layoutBars(fingerprint, shares, box, 'share'), marks: [picture, ...covers] };
    });
  },
};

/**
 * Where frames are missing the picture is black: cover it with ground. On no ground it stays black.
 */
function coverMissing({ columns }: Fingerprint, options: ResolvedOptions, box: Box, color: string): Rect[] {
  const { rotateDegrees, isReversed } = options;
  const isBackwards = rotateDegrees >= 180 !== isReversed;
  const shown = isBackwards ? columns.toReversed() : columns;
  const n = shown.length;
  return listGaps(shown).map(([from, to]) => {
    const part =
      rotateDegrees % 180 === 0
        ? { ...box, x: box.x + (from / n) * box.width, width: ((to - from) / n) * box.width }
        : { ...box, y: box.y + (from / n) * box.height, height: ((to - from) / n) * box.height };
    return { kind: 'rect', box: part, color };
  });
}

/** Runs of columns without a frame, each from its first one up to what follows its last one. */
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
