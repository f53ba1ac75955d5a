import type { Fingerprint, Swatch } from '../fingerprint/index.ts';
import { formatShare } from '../text/index.ts';
import type { Font } from '../type/index.ts';
import { type BarOptions, layoutBars } from './columns/bars.ts';
import type { Box, EncodedImage, Mark, Rect, Scene } from './scene/scene.ts';
import { setTitle } from './text/title.ts';

/** The content of a palette card. */
export interface CardOptions {
  /** Printed above the picture if not empty. The scene's title in every case. */
  readonly title: string;
  readonly hasTitle?: boolean;
  /** 1 to 16, the most prominent first. */
  readonly swatches: readonly Swatch[];
  /** A still, or a film that is drawn as its columns; or films, a column each. */
  readonly source: { readonly image: EncodedImage } | { readonly film: Pick<Fingerprint, 'columns'> };
}

// Paper and ink: a white that does not glare, and greys that do not tint neighbouring colours.
export const CARD_PAPER = '#fafafa';
export const CARD_INK = '#1c1c1c';
export const CARD_PALE_INK = '#7a7a7a';

/** All lengths in millimetres. The card is as wide as the text of a printed page. */
export const CARD_WIDTH = 180;
export const CARD_MARGIN = 9;
/** Maximum height of the picture. A portrait picture is centred, with paper at its sides. */
const MAX_PICTURE_HEIGHT = 200;
const FILM_HEIGHT = 56;
const TITLE_HEIGHT = 7;
const TITLE_GAP = 5.5;
/** Between the picture, the bar of shares and the swatches. */
const GAP = 5;
const SHARES_HEIGHT = 3.5;
/** Between swatches. */
const GUTTER = 3.5;
const SWATCH_HEIGHT = 24;
/** A film is drawn as plain bars. */
const FILM_BARS: BarOptions = {
  colors: 1,
  rank: 'presence',
  order: 'rank',
  swatch: 'centroid',
  bars: 'all',
  smooth: 0,
  reverse: false,
  gap: 0,
  rotate: 0,
};
/** More swatches per row would leave no room for a code below each. */
const MAX_IN_ROW = 8;
const CODE_SIZE = 3.1;
/** Distances from a swatch to its code, to its share, and to the next row. */
const CODE_TOP = 2.4;
const SHARE_TOP = 6.9;
const CAPTION_HEIGHT = 9.6;
const ROW_GAP = 4.5;

/**
 * Lay out a card: a picture, a bar divided by the shares of the colours, and a swatch with code and
 * share for each colour.
 *
 * @param fonts tried in order for each letter; at least one.
 * @throws {RenderError} `font-missing` if no font has a character of the title.
 */
export function layoutCard({ title, hasTitle = false, swatches, source }: CardOptions, fonts: readonly Font[]): Scene {
  const width = CARD_WIDTH - 2 * CARD_MARGIN;
  const heading = hasTitle
    ? writeLine(title, fonts, { x: CARD_MARGIN, y: CARD_MARGIN, width, height: TITLE_HEIGHT }, 'ink')
    : [];
  const top = heading.length > 0 ? CARD_MARGIN + TITLE_HEIGHT + TITLE_GAP : CARD_MARGIN;
  const picture = placePicture(source, { x: CARD_MARGIN, y: top, width });
  let y = top + picture.height + GAP;
  // A single colour needs no bar of shares.
  const shares =
    swatches.length > 1 ? divideByShare(swatches, { x: CARD_MARGIN, y, width, height: SHARES_HEIGHT }) : [];
  if (shares.length > 0) y += SHARES_HEIGHT + GAP;
  const rows = Math.ceil(swatches.length / MAX_IN_ROW);
  const inRow = Math.ceil(swatches.length / rows);
  const side = (width - (inRow - 1) * GUTTER) / inRow;
  const pitch = SWATCH_HEIGHT + CAPTION_HEIGHT + ROW_GAP;
  const blocks = swatches.flatMap((swatch, i) => {
    const x = CARD_MARGIN + (i % inRow) * (side + GUTTER);
    return drawSwatch(swatch, { x, y: y + Math.floor(i / inRow) * pitch, width: side, height: SWATCH_HEIGHT }, fonts);
  });
  const height = y + rows * pitch - ROW_GAP + CARD_MARGIN;
  return {
    widthMm: CARD_WIDTH,
    heightMm: height,
    trim: { x: 0, y: 0, width: CARD_WIDTH, height },
    title,
    description: '',
    background: CARD_PAPER,
    marks: [...heading, picture.mark, ...shares, ...blocks],
  };
}

function placePicture(
  source: CardOptions['source'],
  { x, y, width }: Omit<Box, 'height'>,
): { mark: Mark; height: number } {
  if ('film' in source) {
    const box = { x, y, width, height: FILM_HEIGHT };
    return {
      mark: layoutBars(source.film, FILM_BARS, box),
      height: FILM_HEIGHT,
    };
  }
  const { image } = source;
  const height = Math.min((width * image.height) / image.width, MAX_PICTURE_HEIGHT);
  const shown = Math.min(width, (height * image.width) / image.height);
  return { mark: { kind: 'image', image, box: { x: x + (width - shown) / 2, y, width: shown, height } }, height };
}

/**
 * Divide a box into boxes side by side, each as wide as its colour's share of all colours shown.
 */
function divideByShare(swatches: readonly Swatch[], { x, y, width, height }: Box): Rect[] {
  const sum = swatches.reduce((total, { share }) => total + share, 0);
  let left = x;
  return swatches.map(({ color, share }) => {
    const box = { x: left, y, width: (width * share) / sum, height };
    left += box.width;
    return { kind: 'rect', box, color };
  });
}

function drawSwatch({ color, share }: Swatch, box: Box, fonts: readonly Font[]): Mark[] {
  const line = (top: number): Box => ({ x: box.x, y: box.y + box.height + top, width: box.width, height: CODE_SIZE });
  return [
    { kind: 'rect', box, color },
    ...writeLine(color.toUpperCase(), fonts, line(CODE_TOP), 'ink'),
    ...writeLine(formatShare(share), fonts, line(SHARE_TOP), 'pale'),
  ];
}

/**
 * Write a line from the left edge of a box. Boxes of equal height give capitals of equal height.
 */
function writeLine(text: string, fonts: readonly Font[], box: Box, ink: 'ink' | 'pale'): Mark[] {
  const set = setTitle(text.replaceAll(/\s+/g, ' '), fonts, {
    box,
    maxSizeMm: box.height,
    align: 'left',
    leading: 1.2,
    tracking: 0.02,
    color: ink === 'ink' ? CARD_INK : CARD_PALE_INK,
    opacity: 1,
  });
  return set === null ? [] : [set.path];
}
