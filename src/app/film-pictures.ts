import { type Pictures, packSqueezed, type Thumbnail } from '../fingerprint/index.ts';
import { type SmallPicture, SQUEEZED_ROWS } from '../frame/index.ts';
import { encodeJpeg, encodePng } from '../raster/index.ts';

/** Gathers the pictures of a film, in whatever order they come; thumbnails are made files of at once, so that no more than a few are held as pixels. */
export interface PictureAlbum {
  putSqueezed(column: number, squeezed: Uint8Array): void;
  putThumbnail(column: number, thumbnail: SmallPicture): void;
  /** The pictures of the columns from `first` up to `end`. */
  bind(first: number, end: number): Promise<Pictures>;
}

/** Open an album. */
export function createPictureAlbum(): PictureAlbum {
  const squeezed = new Map<number, Uint8Array>();
  const thumbnails = new Map<number, Promise<string>>();
  return {
    putSqueezed: (column, pixels) => void squeezed.set(column, pixels),
    putThumbnail(column, { width, height, data }) {
      const encoded = encodeJpeg({ width, height, data }).then((bytes) => bytes.toString('base64'));
      // Heard of when it is waited for.
      encoded.catch(() => {});
      thumbnails.set(column, encoded);
    },
    async bind(first, end) {
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
