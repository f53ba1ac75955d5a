import { type DistanceMatrix, measureMatrix } from '../distance/matrix.ts';
import { type ComparedPalette, comparePalettes } from '../distance/palette.ts';
import { arrangeFilms } from './arrange-films.ts';
import { embedFilms } from './embed-films.ts';
import type { MapGrid, MapPlace } from './map-grid.ts';

/** Maximum number of films of a map: their distances are measured and arranged in seconds. */
export const MAX_MAP_FILMS = 1000;
/** Axes of the space in which films are compared: more do not bring neighbours nearer. */
const AXES = 8;
/** The direction of warm colours in the plane of a* and b*: cosine and sine of 50 degrees. */
const WARM = [0.6428, 0.766] as const;

/** Films on a map. */
export interface FilmMap {
  /** The film of each cell, by index. */
  readonly filmOf: readonly number[];
  /** Palette distances of the films, in the order in which they were given. */
  readonly matrix: DistanceMatrix;
}

/**
 * Lay out films by their colours: each has a cell of a grid, and neighbours have similar palettes.
 * Light films tend to be at the top and dark ones at the bottom, warm ones at the left and cool ones
 * at the right. The same palettes give the same map on any machine.
 *
 * @param palettes of 2 to 1,000 films, in any order.
 * @param grid with a cell for each film.
 * @throws {RangeError} for another number of films or cells.
 */
export function mapFilms(palettes: readonly ComparedPalette[], grid: MapGrid): FilmMap {
  const count = palettes.length;
  if (!(count >= 2 && count <= MAX_MAP_FILMS)) {
    throw new RangeError(`\`palettes\`: expected 2 to ${MAX_MAP_FILMS}, got ${count}`);
  }
  if (grid.cells.length !== count) {
    throw new RangeError(`\`grid\`: expected ${count} cells, one for each film, got ${grid.cells.length}`);
  }
  const matrix = measureMatrix(palettes, comparePalettes);
  return { filmOf: arrangeFilms(embedFilms(matrix, AXES), palettes.map(placePalette), grid), matrix };
}

/** Warm colours to the left, light ones to the top. */
function placePalette({ colors, weights }: ComparedPalette): MapPlace {
  const mean = (axis: 0 | 1 | 2) => colors.reduce((sum, color, i) => sum + weights[i]! * color[axis], 0);
  return { x: -(WARM[0] * mean(1) + WARM[1] * mean(2)), y: -mean(0) };
}
