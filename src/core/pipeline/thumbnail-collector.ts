import {
  chooseThumbnails,
  type Pictures,
  packSqueezed,
  type Sampling,
  type ShotThumbnail,
  type Thumbnail,
} from '../fingerprint/index.ts';
import { type SmallPicture, SQUEEZED_ROWS } from '../frame/index.ts';
import { toBase64 } from '../text/index.ts';
import type { EncodedThumbnail } from './encoded-thumbnail.ts';
import type { FrameColors } from './frame-colors.ts';

/** Encodes pictures: each platform has its own encoders. */
export interface PictureEncoder {
  encodeJpeg(picture: SmallPicture): Promise<Uint8Array>;
  /** Lossless. */
  encodePng(picture: SmallPicture): Promise<Uint8Array>;
}

/**
 * Collects the pictures of a film, in any order. Thumbnails are encoded as they come, so that only
 * a few are held as pixels.
 */
export interface ThumbnailCollector {
  /**
   * Put the pictures of a frame into a column.
   *
   * @returns the thumbnail's JPEG file; undefined for a column without a thumbnail.
   */
  put(column: number, frame: Pick<FrameColors, 'squeezed' | 'thumbnail'>): Promise<Uint8Array> | undefined;
  /** Finish the pictures of the columns from `first` up to, not including, `end`, and those of shots. */
  finish(first: number, end: number, shots?: readonly ShotThumbnail[]): Promise<Pictures>;
}

/** Choose the wanted times whose frames give thumbnails. */
export const chooseThumbnailTimes = (answers: Float64Array, mode: Sampling['mode']): Float64Array =>
  Float64Array.from(chooseThumbnails(answers.length, mode), (i) => answers[i]!);

/** Create a collector for a film of so many columns. */
export function createThumbnailCollector(
  columns: number,
  mode: Sampling['mode'],
  encoder: PictureEncoder,
): ThumbnailCollector {
  const chosen = new Set(chooseThumbnails(columns, mode));
  const squeezed = new Map<number, Uint8Array>();
  const thumbnails = new Map<number, Promise<Uint8Array>>();
  return {
    put(column, frame) {
      if (frame.squeezed !== undefined) squeezed.set(column, frame.squeezed);
      if (frame.thumbnail === undefined || !chosen.has(column)) return undefined;
      const jpeg = encodePicture(frame.thumbnail, encoder);
      // A failure is reported by `finish`, which awaits it.
      jpeg.catch(() => {});
      thumbnails.set(column, jpeg);
      return jpeg;
    },
    async finish(first, end, shots) {
      const width = end - first;
      const files: Thumbnail[] = [];
      for (const [column, jpeg] of [...thumbnails].sort(([one], [other]) => one - other)) {
        if (column < first || column >= end) continue;
        files.push({ column: column - first, jpeg: toBase64(await jpeg) });
      }
      const data = packSqueezed(Array.from({ length: width }, (_, i) => squeezed.get(first + i)));
      const png = await encoder.encodePng({ width, height: SQUEEZED_ROWS, data });
      return { thumbnails: files, ...(shots && { shots }), squeezed: toBase64(png) };
    },
  };
}

/** Encode a thumbnail, unless another machine did. */
export const encodePicture = async (
  thumbnail: SmallPicture | EncodedThumbnail,
  encoder: PictureEncoder,
): Promise<Uint8Array> => ('jpeg' in thumbnail ? thumbnail.jpeg : encoder.encodeJpeg(thumbnail));
