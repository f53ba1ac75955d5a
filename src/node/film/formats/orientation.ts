import type { FilmInfo } from '../../../core/frame/index.ts';

/** How stored pictures are turned upright. */
export type Orientation = Pick<FilmInfo, 'isMirrored' | 'rotationDegrees'>;

/**
 * Read a display matrix: nine numbers a b u, c d v, x y w, which map the pixel (p, q) to (a p + c q
 * + x, b p + d q + y), with q counting downwards (ISO/IEC 14496-12, 6.2.2; libavutil/display.h).
 *
 * A mirrored picture has a negative determinant. The second row, -sin and cos of the clockwise
 * rotation, is the same whether or not the picture is first mirrored left to right.
 *
 * @param matrix shape (9,), or undefined for upright. Its scale does not matter.
 * @returns the nearest quarter turn.
 */
export function readOrientation(matrix: readonly number[] | null): Orientation {
  const [a, b, , c, d] = matrix ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return UPRIGHT;
  const quarters = Math.round(Math.atan2(-c, d) / (Math.PI / 2));
  return { isMirrored: a * d - b * c < 0, rotationDegrees: ((quarters + 4) % 4) * 90 };
}

/** Not rotated and not mirrored. */
export const UPRIGHT: Orientation = { isMirrored: false, rotationDegrees: 0 };

/**
 * Convert the rotation that FFmpeg derives from a display matrix (`av_display_rotation_get`: from
 * its first row, counterclockwise).
 *
 * @param isMirrored whether the matrix also mirrors, which the rotation does not show. Then the
 *   first row points the other way.
 */
export function turnOrientation(counterclockwise: number, isMirrored: boolean): Orientation {
  const quarters = Math.round(-counterclockwise / 90) + (isMirrored ? 2 : 0);
  return { isMirrored, rotationDegrees: (((quarters % 4) + 4) % 4) * 90 };
}
