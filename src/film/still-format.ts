import { open } from 'node:fs/promises';
import { isS3Address } from '../s3/index.ts';
import { explainOpenError } from './film-file.ts';
import { isUrl } from './film-url.ts';

/** What a still is encoded as. HEIC is told from the others because there is no decoder for it. */
export type StillFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'tiff';

/** Bytes that are looked at: enough for the brands of an ISO base media file. */
const HEAD = 256;

/** Brands of pictures in ISO base media files: ISO/IEC 23008-12 (HEIF), annexes; AV1 Image File Format, section 6. */
const AVIF_BRANDS = ['avif', 'avis'];
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * Tell by its first bytes, whatever its name, whether a file is a still and of which format.
 *
 * @returns null for everything else, films among them, and for what lies at a URL or in a bucket.
 * @throws {FilmError} `not-found`, or `unreadable` for a folder or a file that may not be read.
 */
export async function detectStill(path: string): Promise<StillFormat | null> {
  if (isUrl(path) || isS3Address(path)) return null;
  try {
    const file = await open(path, 'r');
    try {
      // Reading from a pipe or a device could wait for ever.
      if (!(await file.stat()).isFile()) return null;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      return formatOf(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainOpenError(path, error);
  }
}

function formatOf(head: Buffer): StillFormat | null {
  const text = head.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (/^RIFF.{4}WEBP/s.test(text)) return 'webp';
  // Classic TIFF and BigTIFF, of either byte order.
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return 'tiff';
  if (text.slice(4, 8) !== 'ftyp') return null;
  const brands = text.slice(8, Math.min(head.readUInt32BE(0), head.length)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'heic' : null;
}
