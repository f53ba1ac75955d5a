import type { Ratio } from '../ratio.ts';

/** How a film's stored pictures are shown. */
export interface Shown {
  /** Width of a pixel by its height. */
  readonly pixelAspect: Ratio;
  /** Whether left and right change places, before the picture is turned. */
  readonly isMirrored: boolean;
  /** Clockwise turn that shows the picture upright: 0, 90, 180 or 270. */
  readonly rotationDegrees: number;
}

/**
 * Rotate and mirror a small picture upright: sRGB r g b interleaved, shape (height, width, 3). The
 * input is not modified.
 */
export function turnUpright(
  { width, height, data }: SmallPicture,
  { isMirrored, rotationDegrees }: Pick<Shown, 'isMirrored' | 'rotationDegrees'>,
): SmallPicture {
  const isTurned = rotationDegrees % 180 !== 0;
  const size = isTurned ? { width: height, height: width } : { width, height };
  const upright = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = isMirrored ? width - 1 - x : x;
      const [shownX, shownY] = turn(column, y, width, height, rotationDegrees);
      const [from, to] = [3 * (y * width + x), 3 * (shownY * size.width + shownX)];
      for (let channel = 0; channel < 3; channel++) upright[to + channel] = data[from + channel]!;
    }
  }
  return { ...size, data: upright };
}

/** A small picture: sRGB r g b interleaved, shape (height, width, 3). */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function turn(x: number, y: number, width: number, height: number, clockwise: number): [x: number, y: number] {
  switch (clockwise) {
    case 90:
      return [height - 1 - y, x];
    case 180:
      return [width - 1 - x, height - 1 - y];
    case 270:
      return [y, width - 1 - x];
    default:
      return [x, y];
  }
}
