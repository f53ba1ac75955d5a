import { type Fingerprint, RECREATE_HINT, type Thumbnail } from '../../fingerprint/index.ts';
import { fromBase64 } from '../../text/index.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import { RenderError } from '../render-error.ts';
import type { EncodedImage } from '../scene/scene.ts';

/**
 * List the thumbnails of a fingerprint.
 *
 * @param layout that shows them.
 * @returns at least one, in order of time.
 * @throws {RenderError} `lacks-data` if it has none.
 */
export function listThumbnails({ pictures }: Fingerprint, layout: string): readonly Thumbnail[] {
  if (pictures !== undefined && pictures.thumbnails.length > 0) return pictures.thumbnails;
  throw new RenderError(
    'lacks-data',
    `${layout} shows frames, and this fingerprint has none: ${RECREATE_HINT}, without --no-pictures`,
    { lacks: 'pictures' },
  );
}

/**
 * Frame headers of JPEG files, which hold the image size: SOF0 to SOF15 except DHT, JPG and DAC
 * (ITU-T T.81, table B.1).
 */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Unpack a thumbnail for a scene. The same object for the same thumbnail.
 *
 * @throws {RenderError} `lacks-data` if it is not a JPEG file.
 */
export const unpackThumbnail: (thumbnail: Pick<Thumbnail, 'jpeg'>) => EncodedImage = memoizeRecent(unpack);

function unpack({ jpeg }: Pick<Thumbnail, 'jpeg'>): EncodedImage {
  const bytes = fromBase64(jpeg);
  for (let at = 2; at + 8 < bytes.length && bytes[at] === 0xff; ) {
    if (isFrameHeader(bytes[at + 1]!)) {
      const height = (bytes[at + 5]! << 8) | bytes[at + 6]!;
      const width = (bytes[at + 7]! << 8) | bytes[at + 8]!;
      if (width > 0 && height > 0) return { bytes, type: 'image/jpeg', width, height };
    }
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  throw new RenderError('lacks-data', `a thumbnail of this fingerprint is not a JPEG file: ${RECREATE_HINT}`);
}
