import type { Font } from '../../type/index.ts';
import type { Theme } from '../options/theme.ts';
import type { Box, Mark } from '../scene/scene.ts';
import { setTitleBlock, type TitleOptions } from './title-block.ts';

/** Height of a heading, as a share of the picture's width. */
export const HEADING = 0.075;
/** Maximum font size, as a share of the width. */
const HEADING_SIZE = 0.032;

/** A heading above a picture of several films. */
export interface HeadingOptions extends TitleOptions {
  readonly widthMm: number;
  readonly marginMm: number;
  readonly theme: Theme;
}

/** Set the title and subtitle above a picture of several films. Returns no marks without them. */
export function setHeading(options: HeadingOptions, fonts: readonly Font[]): readonly Mark[] {
  const { widthMm, marginMm, theme } = options;
  const box: Box = {
    x: marginMm,
    y: marginMm,
    width: widthMm - 2 * marginMm,
    height: HEADING * widthMm * 0.7,
  };
  const set = setTitleBlock(options, fonts, {
    box,
    maxSizeMm: HEADING_SIZE * widthMm,
    position: 'center',
    leading: 1.2,
    tracking: 0.04,
    color: theme.ink,
    opacity: 0.9,
  });
  return set?.marks ?? [];
}
