import type { PaletteSwatch } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import type { Box } from '../scene/scene.ts';
import { breakCaption } from '../text/caption.ts';
import { HEADING, type HeadingOptions } from '../text/heading.ts';
import { measureLine } from '../text/set-line.ts';

/** A film of a matrix. */
export interface MatrixFilm {
  /** Printed beside its row and above its column, unless blank. */
  readonly title: string;
  /** Its colours, drawn as a strip beside the title; empty for none. */
  readonly palette: readonly PaletteSwatch[];
}

/** How a matrix looks. Millimetres. */
export interface MatrixOptions extends HeadingOptions {
  /** When absent, as high as the content. */
  readonly heightMm?: number | undefined;
}

/** Where the parts of a matrix are, and their sizes. Millimetres. */
export interface MatrixGrid {
  readonly heightMm: number;
  /** The cells. */
  readonly box: Box;
  /** Side of a cell. */
  readonly cell: number;
  /** Between the parts. */
  readonly gapMm: number;
  /** Width of a palette strip; 0 if no film has a palette. */
  readonly stripMm: number;
  /** Distance of titles from the cells, and the room they have. */
  readonly titleFromMm: number;
  readonly titleMm: number;
  /** Font size of titles, and the largest of other text. */
  readonly sizeMm: number;
  readonly maxSizeMm: number;
  /** Lines that a title can have. */
  readonly maxLines: number;
  readonly tree: Box;
  readonly scale: Box;
}

/** As shares of the page's width. */
const MAX_TITLE = 0.26;
const MAX_SIZE = 0.0155;
const MAX_CELL = 0.16;
const TREE = 0.16;
const GAP = 0.012;
const MIN_STRIP = 0.012;
const MAX_STRIP = 0.03;
const SCALE_WIDTH = 0.24;
const SCALE_HEIGHT = 0.012;
/** As shares of a cell. */
const SIZE_IN_CELL = 0.68;
const STRIP_IN_CELL = 0.9;
/** Maximum lines of a title; as many as its cell has room for. */
const MAX_LINES = 3;
/** Distance of the baselines of a title, font sizes. */
export const NEXT_LINE = 1.28;
/** Height of the text below the scale, font sizes. */
const SCALE_TEXT = 1.6;
/** Smaller cells are not visible in print, millimetres. */
const MIN_CELL = 0.25;

/**
 * Find the largest cells with which everything fits into the page.
 *
 * @throws {RenderError} `too-large` if cells would be too small to be visible.
 */
export function fitGrid(
  films: readonly MatrixFilm[],
  { widthMm, heightMm, marginMm }: MatrixOptions,
  hasHeading: boolean,
  fonts: readonly Font[],
): MatrixGrid {
  const count = films.length;
  const gapMm = GAP * widthMm;
  const maxSizeMm = MAX_SIZE * widthMm;
  const hasPalette = films.some(({ palette }) => palette.length > 0);
  const headingMm = hasHeading ? HEADING * widthMm : 0;
  const scaleMm = 2 * gapMm + SCALE_HEIGHT * widthMm + SCALE_TEXT * maxSizeMm;
  const room = Math.min(
    widthMm - 2 * marginMm - TREE * widthMm - gapMm,
    (heightMm ?? Number.POSITIVE_INFINITY) - 2 * marginMm - headingMm - scaleMm,
  );
  const fit = (titleMm: number) => {
    const findStrip = (cell: number): number =>
      hasPalette ? gapMm + Math.min(MAX_STRIP * widthMm, Math.max(MIN_STRIP * widthMm, STRIP_IN_CELL * cell)) : 0;
    const left = room - titleMm - gapMm;
    const cell = Math.min(MAX_CELL * widthMm, (left - findStrip(left / count)) / count);
    return { cell, titleFromMm: gapMm + findStrip(cell) };
  };
  const first = fit(MAX_TITLE * widthMm);
  if (first.cell < MIN_CELL) {
    throw new RenderError(
      'too-large',
      `${count} films do not fit into ${Math.round(widthMm)} mm: each needs a cell of ${MIN_CELL} mm`,
    );
  }
  const sizeMm = Math.min(maxSizeMm, SIZE_IN_CELL * first.cell);
  // Titles that are shorter than their room leave more for cells, and do not grow with them.
  const maxLines = Math.min(MAX_LINES, Math.max(1, Math.floor(first.cell / sizeMm / NEXT_LINE)));
  const lines = films.flatMap(({ title }) => breakCaption(title, fonts, (MAX_TITLE * widthMm) / sizeMm, maxLines));
  const longest = Math.max(0, ...lines.map((line) => measureLine(line, fonts)));
  // A hair more, so that rounding does not shorten the longest line.
  const titleMm = 1.0001 * sizeMm * longest;
  const { cell, titleFromMm } = fit(titleMm);

  const side = count * cell;
  const head = titleMm + titleFromMm;
  const contentMm = headingMm + head + side + scaleMm;
  const pageMm = heightMm ?? contentMm + 2 * marginMm;
  const box = {
    x: (widthMm - head - side - gapMm - TREE * widthMm) / 2 + head,
    y: marginMm + headingMm + Math.max(0, pageMm - 2 * marginMm - contentMm) / 2 + head,
    width: side,
    height: side,
  };
  const right = box.x + side;
  const scaleWidth = Math.min(SCALE_WIDTH * widthMm, side);
  return {
    heightMm: pageMm,
    box,
    cell,
    gapMm,
    stripMm: titleFromMm - gapMm - (hasPalette ? gapMm : 0),
    titleFromMm,
    titleMm,
    sizeMm,
    maxSizeMm,
    maxLines,
    tree: { x: right + gapMm, y: box.y, width: TREE * widthMm, height: side },
    scale: {
      x: box.x,
      y: box.y + side + 2 * gapMm,
      width: scaleWidth,
      height: SCALE_HEIGHT * widthMm,
    },
  };
}
