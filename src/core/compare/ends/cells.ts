import type { SmallPicture } from '../../frame/index.ts';
import { type CropShift, type ShareRect, WHOLE } from '../shift/crop/crop-shift.ts';

/** Cells of the part that both films show. */
const ACROSS = 24;
const DOWN = 14;
/** Values of a picture: the mean code of each channel of each cell, 0 to 1. */
export const CELL_VALUES: number = 3 * ACROSS * DOWN;

/** Reads the frames that a film shows at some times, shape of `times`; null for one that cannot be decoded. */
export type EndPictures = (film: 'a' | 'b', times: readonly number[]) => Promise<readonly (SmallPicture | null)[]>;

/** Prepare to read the cells of the part that both films show. */
export function createCellReader(crop: CropShift | null, read: EndPictures) {
  return async (film: 'a' | 'b', times: readonly number[]): Promise<(Float64Array | null)[]> => {
    const isMirrored = film === 'b' && (crop?.isMirrored ?? false);
    const pictures = times.length === 0 ? [] : await read(film, times);
    return pictures.map((picture) => picture && readCells(picture, crop?.[film] ?? WHOLE, isMirrored));
  };
}

/** Read the mean colour of each cell of a part of a picture. */
function readCells({ width, height, data }: SmallPicture, rect: ShareRect, isMirrored: boolean): Float64Array {
  const values = new Float64Array(CELL_VALUES);
  const edge = (from: number, share: number, size: number) => Math.min(size - 1, Math.floor((from + share) * size));
  for (let row = 0; row < DOWN; row++) {
    const top = edge(rect.top, (row / DOWN) * rect.height, height);
    const bottom = Math.max(top + 1, edge(rect.top, ((row + 1) / DOWN) * rect.height, height));
    for (let column = 0; column < ACROSS; column++) {
      const left = edge(rect.left, (column / ACROSS) * rect.width, width);
      const right = Math.max(left + 1, edge(rect.left, ((column + 1) / ACROSS) * rect.width, width));
      const place = 3 * (ACROSS * row + (isMirrored ? ACROSS - 1 - column : column));
      const count = 255 * (bottom - top) * (right - left);
      for (let y = top; y < bottom; y++) {
        for (let at = 3 * (width * y + left); at < 3 * (width * y + right); at++) {
          values[place + (at % 3)]! += data[at]! / count;
        }
      }
    }
  }
  return values;
}
