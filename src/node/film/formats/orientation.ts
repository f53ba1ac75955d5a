import type { FilmInfo } from '../../../core/frame/index.ts';

/** How stored pictures are brought upright. */
export type Orientation = Pick<FilmInfo, 'isMirrored' | 'rotationDegrees'>;

/**
 * Read a display matrix: nine numbers a b u, c d v, x y w, which send the pixel (p, q) to (a p + c q + x, b p + d q + y), q counting downwards
 * (ISO/IEC 14496-12, 6.2.2; libavutil/display.h).
 *
 * A mirrored picture has a negative determinant. The second row, -sin and cos of the clockwise turn, is the same whether or not the
 * picture is mirrored left to right first.
 *
 * @param matrix shape (9,), or nothing, which means upright. Its scale is of no matter.
 * @returns the nearest quarter turn.
 */
export function readOrientation(matrix: readonly number[] | null): Orientation {
  const [a, b, , c, d] = matrix ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return UPRIGHT;
  const quarters = Math.round(Math.atan2(-c, d) / (Math.PI / 2));
  return { isMirrored: a * d - b * c < 0, rotationDegrees: ((quarters + 4) % 4) * 90 };
}

/** As it is stored. */
export const UPRIGHT: Orientation = { isMirrored: false, rotationDegrees: 0 };

/**
 * Read the turn that FFmpeg makes of a display matrix (`av_display_rotation_get`: of its first row, counterclockwise).
 *
 * @param isMirrored whether the matrix also mirrors, which the turn does not say. Then its first row points the other way.
 */
export function turnOrientation(counterclockwise: number, isMirrored: boolean): Orientation {
  const quarters = Math.round(-counterclockwise / 90) + (isMirrored ? 2 : 0);
  return { isMirrored, rotationDegrees: (((quarters % 4) + 4) % 4) * 90 };
}
