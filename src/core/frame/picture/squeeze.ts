import { linearToSrgb8, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Shown } from './orientation.ts';

/** Rows of a squeezed picture. */
export const SQUEEZED_ROWS = 72;

/**
 * Squeeze a picture into a single column of pixels: each row is the mean of the whole row in linear
 * light.
 *
 * @param pixels sRGB r g b, one per cell of the sampling grid in row order, shape (down, across,
 * 3).
 * @param shown  how the picture is rotated upright.
 * @returns sRGB r g b from the top, shape ({@link SQUEEZED_ROWS}, 3).
 */
export function squeezePixels(
  pixels: Uint8Array,
  { across, down }: { readonly across: number; readonly down: number },
  { isMirrored, rotationDegrees }: Pick<Shown, 'isMirrored' | 'rotationDegrees'>,
): Uint8Array {
  // In a rotated picture, the top is the stored left or right.
  const isTurned = rotationDegrees % 180 !== 0;
  const isBackwards = isTurned ? (rotationDegrees === 90) === isMirrored : rotationDegrees === 180;
  const lines = sumLines(pixels, across, down, isTurned);
  const count = isTurned ? across : down;
  const beside = isTurned ? down : across;
  const squeezed = new Uint8Array(3 * SQUEEZED_ROWS);
  for (let row = 0; row < SQUEEZED_ROWS; row++) {
    const place = isBackwards ? SQUEEZED_ROWS - 1 - row : row;
    const from = (place * count) / SQUEEZED_ROWS;
    const to = ((place + 1) * count) / SQUEEZED_ROWS;
    for (let channel = 0; channel < 3; channel++) {
      let light = 0;
      for (let line = Math.floor(from); line < to; line++) {
        light += lines[3 * line + channel]! * (Math.min(to, line + 1) - Math.max(from, line));
      }
      squeezed[3 * row + channel] = linearToSrgb8(light / (to - from) / beside);
    }
  }
  return squeezed;
}

/** Add up linear light along rows of cells, or along columns. */
function sumLines(pixels: Uint8Array, across: number, down: number, isAlongColumns: boolean): Float64Array {
  const lines = new Float64Array(3 * (isAlongColumns ? across : down));
  for (let row = 0, at = 0; row < down; row++) {
    for (let column = 0; column < across; column++, at += 3) {
      const line = 3 * (isAlongColumns ? column : row);
      lines[line]! += SRGB8_TO_LINEAR[pixels[at]!]!;
      lines[line + 1]! += SRGB8_TO_LINEAR[pixels[at + 1]!]!;
      lines[line + 2]! += SRGB8_TO_LINEAR[pixels[at + 2]!]!;
    }
  }
  return lines;
}
