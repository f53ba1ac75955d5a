import { type Pictures, packSqueezed, type Thumbnail } from '../../../core/fingerprint/index.ts';
import { type SmallPicture, SQUEEZED_ROWS } from '../../../core/frame/index.ts';
import { encodeJpeg, encodePng } from '../../raster/index.ts';

/** A thumbnail as a file. */
export interface EncodedThumbnail {
  readonly jpeg: Uint8Array;
}

/** Make a file of a thumbnail, where it was taken rather than where the film is joined. */
export const encodeThumbnail = async ({ width, height, data }: SmallPicture): Promise<EncodedThumbnail> => ({
  jpeg: await encodeJpeg({ width, height, data }),
});

/** Gathers the pictures of a film, in whatever order they come; thumbnails are made files of at once, so that no more than a few are held as pixels. */
export interface ThumbnailCollector {
  putSqueezed(column: number, squeezed: Uint8Array): void;
  putThumbnail(column: number, thumbnail: SmallPicture | EncodedThumbnail): void;
  /** The pictures of the columns from `first` up to `end`. */
  finish(first: number, end: number): Promise<Pictures>;
}

/** Open an album. */
export function createThumbnailCollector(): ThumbnailCollector {
  const squeezed = new Map<number, Uint8Array>();
  const thumbnails = new Map<number, Promise<string>>();
  return {
    putSqueezed: (column, pixels) => void squeezed.set(column, pixels),
    putThumbnail(column, thumbnail) {
      const encoded = toBase64('jpeg' in thumbnail ? thumbnail : encodeThumbnail(thumbnail));
      // Heard of when it is waited for.
      encoded.catch(() => {});
      thumbnails.set(column, encoded);
    },
    async finish(first, end) {
      const width = end - first;
      const packed = packSqueezed(Array.from({ length: width }, (_, i) => squeezed.get(first + i)));
      const files: Thumbnail[] = [];
      for (const [column, jpeg] of [...thumbnails].sort(([one], [other]) => one - other)) {
        if (column >= first && column < end) files.push({ column: column - first, jpeg: await jpeg });
      }
      const png = await encodePng({ width, height: SQUEEZED_ROWS, data: packed });
      return { thumbnails: files, squeezed: png.toString('base64') };
    },
  };
}

async function toBase64(encoding: EncodedThumbnail | Promise<EncodedThumbnail>): Promise<string> {
  const { jpeg } = await encoding;
  return Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64');
}
