import type { Thumbnail } from '../../fingerprint/index.ts';
import { roundMm } from '../scene/path.ts';
import type { EncodedImage, Image, Stroke } from '../scene/scene.ts';
import type { Point } from '../shapes/polar.ts';
import { unpackThumbnail } from './thumbnail-image.ts';

/** A size in millimetres. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Find the size of a picture that has the area of a square of `side`, in the picture's proportion.
 */
export function sizeByArea({ width, height }: EncodedImage, side: number): Size {
  const proportion = Math.sqrt(width / height);
  return { width: side * proportion, height: side / proportion };
}

/** Find the thumbnail nearest to a column. */
export function nearestThumbnail(thumbnails: readonly Thumbnail[], column: number): Thumbnail {
  let best = thumbnails[0]!;
  for (const thumbnail of thumbnails) {
    if (Math.abs(thumbnail.column - column) < Math.abs(best.column - column)) best = thumbnail;
  }
  return best;
}

/** Fit a whole thumbnail into a size, centred on a point. */
export function placeThumbnail(thumbnail: Thumbnail, { x, y }: Point, room: Size, turnDegrees: number): Image {
  const image = unpackThumbnail(thumbnail);
  const scale = Math.min(room.width / image.width, room.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  return { kind: 'image', box: { x: x - width / 2, y: y - height / 2, width, height }, image, turnDegrees };
}

export function drawDots(from: Point, to: Point, dotMm: number, color: string): Stroke {
  const [x, y] = [Math.min(from.x, to.x) - dotMm / 2, Math.min(from.y, to.y) - dotMm / 2];
  return {
    kind: 'stroke',
    segments: [
      ['M', roundMm(from.x), roundMm(from.y)],
      ['L', roundMm(to.x), roundMm(to.y)],
    ],
    box: { x, y, width: Math.abs(to.x - from.x) + dotMm, height: Math.abs(to.y - from.y) + dotMm },
    color,
    opacity: 1,
    widthMm: dotMm,
    cap: 'round',
    dash: [0, 3 * dotMm],
  };
}
