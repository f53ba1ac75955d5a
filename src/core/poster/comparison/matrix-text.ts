import type { Font } from '../../type/index.ts';
import type { Theme } from '../options/theme.ts';
import type { Path } from '../scene/scene.ts';
import { breakCaption } from '../text/caption.ts';
import { longHex } from '../text/hex-text.ts';
import { isLightColor } from '../text/ink.ts';
import { measureLine, setLine } from '../text/set-line.ts';
import { type MatrixFilm, type MatrixGrid, NEXT_LINE } from './matrix-grid.ts';
import { turnPath } from './turn-path.ts';

/** Middle of capitals above the baseline, font sizes. */
const MIDDLE = 0.36;
/** Font size of numbers: share of a cell, and of the largest font size. */
const NUMBER_IN_CELL = 0.3;
const MAX_NUMBER = 1.3;
/** Width of a number, as a share of its cell: longer numbers are smaller. */
const NUMBER_WIDTH = 0.76;
/** Numbers are written from this font size up, millimetres: about 5 points. */
const MIN_NUMBER = 1.7;
/** Font size below the scale: that of titles, but within these shares of the largest one. */
const MIN_SCALE_SIZE = 0.45;
const MAX_SCALE_SIZE = 0.8;
/** From the scale to the baseline below, font sizes. */
const SCALE_LINE = 1.35;
/** Width of the caption between the numbers of the scale, a share of the scale. */
const CAPTION_WIDTH = 0.66;

/** Write a distance: two decimals below 1, one below 100, so that it has three digits at most. */
export function formatDistance(distance: number, most: number): string {
  return distance.toFixed(most < 1 ? 2 : most < 100 ? 1 : 0);
}

/** Set each title twice: beside its row, and above its column from bottom to top. */
export function setMatrixTitles(
  films: readonly MatrixFilm[],
  { box, cell, sizeMm, titleMm, titleFromMm, maxLines }: MatrixGrid,
  { ink }: Theme,
  fonts: readonly Font[],
): Path[] {
  return films.flatMap(({ title }, i) => {
    const lines = breakCaption(title, fonts, titleMm / sizeMm, maxLines);
    return lines.flatMap((text, line): Path[] => {
      const middle = (i + 0.5) * cell + (MIDDLE + (line - (lines.length - 1) / 2) * NEXT_LINE) * sizeMm;
      const look = { sizeMm, color: ink };
      const row = setLine(text, fonts, { x: box.x - titleFromMm, baseline: box.y + middle, align: 'right', ...look });
      const column = setLine(text, fonts, { x: 0, baseline: 0, align: 'left', ...look });
      if (row === null || column === null) return [];
      return [row, turnPath(column, box.x + middle, box.y - titleFromMm)];
    });
  });
}

/**
 * Write distances into their cells, if they can be read there.
 *
 * @param shown distances by row and column as drawn.
 */
export function setMatrixNumbers(
  shown: readonly (readonly number[])[],
  most: number,
  colorOf: (distance: number) => number,
  { box, cell, maxSizeMm }: MatrixGrid,
  fonts: readonly Font[],
): Path[] {
  if (fonts.length === 0) return [];
  const width = measureLine(formatDistance(most, most), fonts);
  const sizeMm = Math.min(NUMBER_IN_CELL * cell, (NUMBER_WIDTH * cell) / width, MAX_NUMBER * maxSizeMm);
  if (sizeMm < MIN_NUMBER) return [];
  return shown.flatMap((row, i) =>
    row.flatMap((distance, j): Path[] => {
      if (i === j) return [];
      const path = setLine(formatDistance(distance, most), fonts, {
        x: box.x + (j + 0.5) * cell,
        baseline: box.y + (i + 0.5) * cell + MIDDLE * sizeMm,
        sizeMm,
        align: 'center',
        color: isLightColor(longHex(colorOf(distance))) ? '#000000' : '#ffffff',
      });
      return path === null ? [] : [path];
    }),
  );
}

/**
 * Write the least and the largest distance below the scale and below the tree, and the caption.
 *
 * @param last the distance of the last join.
 */
export function setScaleText(
  caption: string,
  most: number,
  last: number,
  { scale, tree, sizeMm: titleSize, maxSizeMm }: MatrixGrid,
  { paleInk }: Theme,
  fonts: readonly Font[],
): (Path | null)[] {
  const sizeMm = Math.min(MAX_SCALE_SIZE * maxSizeMm, Math.max(MIN_SCALE_SIZE * maxSizeMm, titleSize));
  const look = { baseline: scale.y + scale.height + SCALE_LINE * sizeMm, sizeMm, color: paleInk };
  const [text] = breakCaption(caption, fonts, (CAPTION_WIDTH * scale.width) / sizeMm, 1);
  return [
    setLine('0', fonts, { ...look, x: scale.x, align: 'left' }),
    text === undefined ? null : setLine(text, fonts, { ...look, x: scale.x + scale.width / 2, align: 'center' }),
    setLine(formatDistance(most, most), fonts, { ...look, x: scale.x + scale.width, align: 'right' }),
    setLine('0', fonts, { ...look, x: tree.x, align: 'left' }),
    setLine(formatDistance(last, most), fonts, { ...look, x: tree.x + tree.width, align: 'right' }),
  ];
}
