import type { Crop, LetterboxBars, Picture } from '../frame/index.ts';

/** Bars that leave less than this share of a side are not bars: the picture is dark. */
const MIN_SIDE_SHARE = 0.5;

/**
 * Crop the bars of a single frame. This is good enough for a first look, before the letterbox of
 * the whole film is known.
 *
 * @returns undefined where all of the frame is used.
 */
export function cropFrameBars(
  bars: LetterboxBars | null,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Crop | undefined {
  if (bars === null || !bars.isSharp) return undefined;
  const crop = {
    x: bars.left,
    y: bars.top,
    width: width - bars.left - bars.right,
    height: height - bars.top - bars.bottom,
  };
  const isLarge = crop.width >= MIN_SIDE_SHARE * width && crop.height >= MIN_SIDE_SHARE * height;
  return isLarge ? crop : undefined;
}
