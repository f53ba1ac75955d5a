import type { FilmInfo } from '../../../core/frame/index.ts';

/** How stored pictures are rotated upright. */
export type Orientation = Pick<FilmInfo, 'isMirrored' | 'rotationDegrees'>;

/**
 * Read a display matrix: nine numbers a b u, c d v, x y w, which map the pixel (p, q) to (a p + c q
 * + x, b p + d q + y), with q pointing down (ISO/IEC 14496-12, 6.2.2; libavutil/display.h).
 *
 * A mirrored picture has a negative determinant. The second row, -sin and cos of the clockwise
 * rotation, is the same whether or not the picture is mirrored left to right first.
 *
 * @param matrix shape (9,), or nothing, which means upright. Its scale is ignored.
 * @returns the nearest multiple of 90 degrees.
 */
export function readOrientation(matrix: readonly number[] | null): Orientation {
  const [a, b, , c, d] = matrix ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return UPRIGHT;
  const quarters = Math.round(Math.atan2(-c, d) / (Math.PI / 2));
  return { isMirrored: a * d - b * c < 0, rotationDegrees: ((quarters + 4) % 4) * 90 };
}

/** The orientation of stored pictures that are upright. */
export const UPRIGHT: Orientation = { isMirrored: false, rotationDegrees: 0 };

/**
 * Convert the rotation that FFmpeg computes from a display matrix (`av_display_rotation_get`: from
 * its first row, counterclockwise).
 *
 * @param isMirrored whether the matrix also mirrors, which the rotation does not state. Then its
 * first row has the opposite direction.
 */
export function turnOrientation(counterclockwise: number, isMirrored: boolean): Orientation {
  const quarters = Math.round(-counterclockwise / 90) + (isMirrored ? 2 : 0);
  return { isMirrored, rotationDegrees: (((quarters % 4) + 4) % 4) * 90 };
}
