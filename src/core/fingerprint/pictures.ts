import { SQUEEZED_ROWS } from '../frame/index.ts';

/** Maximum number of thumbnails of a film: as many as its widest layouts show. */
const MAX_THUMBNAILS = 240;
/** The same for a draft, which must be complete within seconds. */
const MAX_DRAFT_THUMBNAILS = 60;

/** Choose the columns that have thumbnails: evenly spread, ascending. */
export function chooseThumbnails(columns: number, mode: 'exact' | 'draft'): number[] {
  const count = Math.min(columns, mode === 'draft' ? MAX_DRAFT_THUMBNAILS : MAX_THUMBNAILS);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * columns) / count));
}

/**
 * Join squeezed columns into one picture.
 *
 * @param columns sRGB r g b from the top, shape (SQUEEZED_ROWS, 3) each; undefined for a missing
 * frame.
 * @returns sRGB r g b, shape (SQUEEZED_ROWS, columns, 3); black for a missing frame.
 */
export function packSqueezed(columns: readonly (Uint8Array | undefined)[]): Uint8Array {
  const width = columns.length;
  const packed = new Uint8Array(3 * width * SQUEEZED_ROWS);
  for (const [column, pixels] of columns.entries()) {
    for (let row = 0; pixels !== undefined && row < SQUEEZED_ROWS; row++) {
      packed.set(pixels.subarray(3 * row, 3 * row + 3), 3 * (row * width + column));
    }
  }
  return packed;
}
