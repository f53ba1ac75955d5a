import {
  alignFilms,
  buildTree,
  type DistanceMatrix,
  type FilmTree,
  measureCourse,
  measureMatrix,
  measurePaletteDistance,
} from '../../../core/compare/index.ts';
import { matrixToCsv } from '../../../core/export/index.ts';
import { type Fingerprint, filmPalette, MAX_FILM_COLORS } from '../../../core/fingerprint/index.ts';
import { chooseFormat } from '../outputs/file-extension.ts';
import { makeMatrix } from '../outputs/matrix.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import { type Output, renderScene, simulateDrawn } from '../outputs/render.ts';

/** Formats of the distances of three films and more, named by file extension. */
export const MATRIX_FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'pdf', 'csv', 'json'] as const;
/** One of {@link MATRIX_FORMATS}. */
export type MatrixFormat = (typeof MATRIX_FORMATS)[number];

/** What distances measure: which colours films have and how much of each, or when they come. */
export type DistanceKind = 'palette' | 'course';

/** Distances of films. */
export interface ComparedDistances {
  readonly distance: DistanceKind;
  readonly films: readonly Fingerprint[];
  readonly matrix: DistanceMatrix;
  readonly tree: FilmTree;
}

/** Measures of each kind of distance, in any order of the films. */
export const MEASURES: Readonly<Record<DistanceKind, (a: Fingerprint, b: Fingerprint) => number>> = {
  palette: measurePaletteDistance,
  course: (a, b) => measureCourse(a, b, alignFilms(a, b)),
};
const CAPTIONS: Readonly<Record<DistanceKind, string>> = { palette: 'Palette distance', course: 'Course distance' };

/** Measure the distance of each pair of films. @param films at least two. */
export function measureDistances(films: readonly Fingerprint[], distance: DistanceKind): ComparedDistances {
  const matrix = measureMatrix(films, MEASURES[distance]);
  return { distance, films, matrix, tree: buildTree(matrix) };
}

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const matrixFormat = (path: string): MatrixFormat =>
  chooseFormat(path, MATRIX_FORMATS, { when: 'for three films and more ' });

/** Render distances as the content of a file. */
export async function renderMatrix(
  { distance, films, matrix, tree }: ComparedDistances,
  format: MatrixFormat,
  options: PictureOptions,
): Promise<Output> {
  const titles = films.map(({ film }) => film.title);
  if (format === 'csv') return { content: matrixToCsv(titles, matrix), warnings: [] };
  if (format === 'json') {
    const named = films.map(({ film: { id, name, title } }) => ({ id, name, title }));
    const report = { format: 'chromatheque/distances', version: 1, distance, films: named, matrix };
    return { content: `${JSON.stringify(report)}\n`, warnings: [] };
  }
  const palettes = films.map((fingerprint, i) => ({
    title: titles[i]!,
    palette: filmPalette(fingerprint, MAX_FILM_COLORS),
  }));
  const drawn = await makeMatrix({ films: palettes, matrix, tree, caption: CAPTIONS[distance] }, options);
  return {
    content: await renderScene(await simulateDrawn(drawn.scene, options), format, options, drawn.dpi),
    warnings: drawn.warnings,
  };
}
