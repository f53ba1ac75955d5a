import { parseHex } from '../../color/index.ts';
import type { DistanceMatrix, FilmTree } from '../../compare/index.ts';
import type { PaletteSwatch } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { divideColumns } from '../columns/cells.ts';
import type { ShownCell } from '../columns/shown-column.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Bars, Box, Scene, Stroke } from '../scene/scene.ts';
import { drawLine, type LinePoint } from '../shapes/draw-line.ts';
import { setHeading } from '../text/heading.ts';
import { isLightColor } from '../text/ink.ts';
import { drawDendrogram } from './dendrogram.ts';
import { fitGrid, type MatrixFilm, type MatrixGrid, type MatrixOptions } from './matrix-grid.ts';
import { setMatrixNumbers, setMatrixTitles, setScaleText } from './matrix-text.ts';
import { findRampColor } from './ramp.ts';

/** Distances of films, and the films. */
export interface MatrixData {
  /** At least two. */
  readonly films: readonly MatrixFilm[];
  readonly matrix: DistanceMatrix;
  readonly tree: FilmTree;
  /** What the distances are, such as `Palette distance`: the caption of the scale. May be empty. */
  readonly caption: string;
}

/** Share of a strip's width that is free between it and the next one. */
const STRIP_GAP = 0.16;
/** Cells from this width up are separated by lines of ground, millimetres. */
const MIN_SEPARATED = 2.5;
/** Width of these lines: shares of a cell, and at most of the page's width. */
const SEPARATOR = 0.025;
const MAX_SEPARATOR = 0.0016;
/** Width of the tree's lines: shares of the page's width, and at most of a cell. */
const BRANCH = 0.0012;
const MAX_BRANCH = 0.12;
/** Steps of the scale: more than can be distinguished. */
const SCALE_STEPS = 128;

/**
 * Lay out the distances of films as a heat map, with a title and a palette for each row and column,
 * and the tree of films at the side. Films are in the order of the tree. The diagonal shows the
 * palette of each film.
 *
 * @param fonts tried in order for each letter; when empty, nothing is written.
 * @throws {RangeError} when there are fewer than two films, or not as many as rows. {RenderError}
 *   `font-missing` if no font has a character of a title, `too-large` if the films do not fit.
 */
export function layoutMatrix(data: MatrixData, options: MatrixOptions, fonts: readonly Font[]): Scene {
  const { films, matrix, tree, caption } = data;
  checkFilms(data);
  const { widthMm, theme } = options;
  const ordered = tree.order.map((film) => films[film]!);
  const palettes = ordered.map(({ palette }) => palette);
  const heading = setHeading(options, fonts);
  const grid = fitGrid(ordered, options, heading.length > 0, fonts);
  const { box, cell } = grid;
  const most = Math.max(...matrix.map((row) => Math.max(...row)));
  const last = Math.max(...tree.joins.map(({ distance }) => distance));
  const isLight = theme.ground !== null && isLightColor(theme.ground);
  const colorOf = (distance: number): number => findRampColor(most === 0 ? 0 : distance / most, isLight);
  const shown = tree.order.map((row) => tree.order.map((column) => matrix[row]![column]!));
  const branches = drawDendrogram(tree, grid.tree, last === 0 ? 1 : last, {
    color: theme.paleInk,
    widthMm: Math.min(BRANCH * widthMm, MAX_BRANCH * cell),
  });
  const separators = theme.ground === null ? null : separateCells(grid, widthMm, theme.ground);
  return {
    widthMm,
    heightMm: grid.heightMm,
    trim: { x: 0, y: 0, width: widthMm, height: grid.heightMm },
    title: options.title.trim() || ordered.map(({ title }) => title).join(', '),
    description: describeMatrix(data),
    background: theme.ground,
    marks: [
      ...heading,
      drawCells(shown, palettes, colorOf, box),
      ...(separators === null ? [] : [separators]),
      ...drawStrips(palettes, grid),
      drawScale(most, colorOf, grid.scale),
      ...groupMarks([
        branches,
        ...setMatrixTitles(ordered, grid, theme, fonts),
        ...setMatrixNumbers(shown, most, colorOf, grid, fonts),
        ...setScaleText(caption, most, last, grid, theme, fonts),
      ]),
    ],
  };
}

function checkFilms({ films, matrix, tree }: MatrixData): void {
  const count = films.length;
  if (count >= 2 && matrix.length === count && tree.order.length === count) return;
  const got = `${count} films, ${matrix.length} rows and ${tree.order.length} leaves`;
  throw new RangeError(`\`films\`: expected at least 2, and as many rows and leaves of the tree, got ${got}`);
}

/** Draw the distances, and the palettes on the diagonal. */
function drawCells(
  shown: readonly (readonly number[])[],
  palettes: readonly (readonly PaletteSwatch[])[],
  colorOf: (distance: number) => number,
  box: Box,
): Bars {
  const rows = shown.map((row, i) =>
    row.flatMap((distance, j): ShownCell[] => {
      const palette = i === j ? toCells(palettes[i]!) : [];
      return palette.length > 0 ? palette : [{ color: colorOf(distance), share: 1 }];
    }),
  );
  return drawBars(rows, box, 'down', 0);
}

/** The colours of a palette, their shares summing to 1. */
function toCells(palette: readonly PaletteSwatch[]): ShownCell[] {
  const sum = palette.reduce((total, { share }) => total + share, 0);
  return palette.map(({ color, share }) => {
    const [r, g, b] = parseHex(color);
    return { color: (r << 16) | (g << 8) | b, share: share / sum };
  });
}

function drawBars(
  columns: readonly (readonly ShownCell[])[],
  box: Box,
  direction: Bars['direction'],
  gap: number,
): Bars {
  const cells = divideColumns(
    columns.map((column) => ({ cells: column })),
    'share',
  );
  return { kind: 'bars', ...cells, box, gap, direction };
}

/** Draw the palettes beside the rows and above the columns. */
function drawStrips(
  palettes: readonly (readonly PaletteSwatch[])[],
  { box, cell, gapMm, stripMm }: MatrixGrid,
): Bars[] {
  if (stripMm === 0) return [];
  // The gap of a bar is at its end; half of it belongs before the first one.
  const before = (STRIP_GAP * cell) / 2;
  const rows = { x: box.x - gapMm - stripMm, y: box.y + before, width: stripMm, height: box.height };
  const columns = { x: box.x + before, y: box.y - gapMm - stripMm, width: box.width, height: stripMm };
  const strips = palettes.map(toCells);
  return [drawBars(strips, rows, 'down', STRIP_GAP), drawBars(strips, columns, 'right', STRIP_GAP)];
}

/** Draw the colours from no distance to the largest one. */
function drawScale(most: number, colorOf: (distance: number) => number, box: Box): Bars {
  const steps = Array.from({ length: SCALE_STEPS }, (_, i) => [
    { color: colorOf((most * (i + 0.5)) / SCALE_STEPS), share: 1 },
  ]);
  return drawBars(steps, box, 'right', 0);
}

/** Draw lines of ground between cells, if they are large enough. */
function separateCells({ box, cell }: MatrixGrid, widthMm: number, color: string): Stroke | null {
  if (cell < MIN_SEPARATED) return null;
  const { x, y, width, height } = box;
  const runs: LinePoint[][] = [];
  for (let place = cell; place < width - cell / 2; place += cell) {
    runs.push([
      [x + place, y],
      [x + place, y + height],
    ]);
    runs.push([
      [x, y + place],
      [x + width, y + place],
    ]);
  }
  return drawLine(runs, { color, widthMm: Math.min(SEPARATOR * cell, MAX_SEPARATOR * widthMm) });
}

function describeMatrix({ films, tree }: MatrixData): string {
  const { left, right } = tree.joins[0]!;
  const nearest = `${films[left]!.title} and ${films[right]!.title}`;
  return `Distances of ${films.length} films, and the tree of films. The nearest two are ${nearest}.`;
}
