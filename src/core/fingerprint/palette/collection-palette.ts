import type { PaletteSwatch } from '../fingerprint.ts';
import { buildFilmPalette, filmPalette } from './film-palette.ts';

/**
 * Find the colours of a collection of films, as those of a film are found: each film counts as a
 * column does there, so that a long film counts no more than a short one. Every colour that 2 % of
 * the films name has a similar one in the palette, as far as 16 colours allow.
 *
 * @param films palettes of the films, with up to 16 colours each; see `filmPalette`.
 * @param count 1 to 16.
 * @returns heaviest first, shares of all films summing to 1 within 1e-4; fewer than `count` when the
 *   films have fewer; empty when no film has any.
 * @throws {RangeError} for another count.
 */
export function collectionPalette(films: readonly (readonly PaletteSwatch[])[], count: number): PaletteSwatch[] {
  const columns = films.map((swatches) => ({ time: 0, frameTime: 0, swatches }));
  const palette = buildFilmPalette(columns);
  return filmPalette({ columns, ...(palette && { palette }) }, count);
}
