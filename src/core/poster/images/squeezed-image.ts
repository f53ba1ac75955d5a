import { type Fingerprint, type Pictures, RECREATE_HINT } from '../../fingerprint/index.ts';
import { formatCount, fromBase64 } from '../../text/index.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import { RenderError } from '../render-error.ts';
import type { EncodedImage } from '../scene/scene.ts';

/**
 * Position of the image size in a PNG file: in its first chunk, IHDR (ISO/IEC 15948, clause
 * 11.2.2).
 */
const SIZE_AT = 16;
const SIZE_END = 24;

/**
 * Unpack all frames of a fingerprint, each squeezed into a column, as one picture.
 *
 * @throws {RenderError} `lacks-data` if it has none, or if they are not a PNG file with one pixel
 *   of width per column.
 */
export function unpackSqueezed({ pictures, columns }: Fingerprint, layout: string): EncodedImage {
  if (pictures === undefined) {
    throw new RenderError(
      'lacks-data',
      `${layout} shows frames, and this fingerprint has none: ${RECREATE_HINT}, without --no-pictures`,
      { lacks: 'pictures' },
    );
  }
  const bytes = decodeFile(pictures);
  const [width, height] =
    bytes.length < SIZE_END ? [0, 0] : [readUint32(bytes, SIZE_AT), readUint32(bytes, SIZE_AT + 4)];
  if (width === columns.length && height > 0) return { bytes, type: 'image/png', width, height };
  throw new RenderError(
    'lacks-data',
    `the squeezed frames of this fingerprint are not a PNG file of ${formatCount(columns.length, 'column')}: ${RECREATE_HINT}`,
  );
}

/** Remembered, so that writers recognize the same picture by the same bytes. */
const decodeFile = memoizeRecent(({ squeezed }: Pick<Pictures, 'squeezed'>): Uint8Array => fromBase64(squeezed));

function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
