import { open } from 'node:fs/promises';
import { isS3Address } from '../../s3/index.ts';
import { explainOpenError } from '../identity/film-file.ts';
import { isUrl } from '../identity/film-url.ts';
import { READ_AT_ONCE } from '../identity/hash-file.ts';

/** The format of a still. HEIC is detected for its error message: there is no decoder for it. */
export type StillFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'tiff';

/** Number of first bytes that are read: enough for the brands of an ISO base media file. */
const HEAD = 256;

/**
 * Brands of pictures in ISO base media files: ISO/IEC 23008-12 (HEIF), annexes; AV1 Image File
 * Format, section 6.
 */
const AVIF_BRANDS = ['avif', 'avis'];
/** The first brand of an animated AVIF: it is read as a film. */
const AVIF_SEQUENCE = 'avis';
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * Detect a still and its format by its first bytes. The name counts only for Motion JPEG.
 *
 * @returns null for everything else, such as films, animated AVIF, URLs and objects in buckets.
 * @throws {FilmError} `not-found`, or `unreadable` for a folder or a file that may not be read.
 */
export async function detectStill(path: string): Promise<StillFormat | null> {
  // Raw Motion JPEG begins like a JPEG; only its name differs.
  if (MOTION_JPEG.test(path)) return null;
  const head = await readHead(path);
  return head && formatOf(head);
}

/** File names of raw Motion JPEG. */
const MOTION_JPEG = /\.mjpe?g$/i;

/** Position of the flags of an extended WebP, and the animation flag (RFC 9649, section 2.7). */
const WEBP_FLAGS = 20;
const WEBP_ANIMATION = 0x02;

/** Whether a file is an animated WebP. */
export async function isAnimatedWebp(path: string): Promise<boolean> {
  const head = await readHead(path);
  if (head === null || formatOf(head) !== 'webp' || head.toString('latin1', 12, 16) !== 'VP8X') return false;
  return ((head[WEBP_FLAGS] ?? 0) & WEBP_ANIMATION) !== 0;
}

/** Read a file's first bytes; null for anything but a regular file. */
async function readHead(path: string): Promise<Buffer | null> {
  if (isUrl(path) || isS3Address(path)) return null;
  try {
    const file = await open(path, READ_AT_ONCE);
    try {
      // Reading from a pipe or a device could wait forever.
      if (!(await file.stat()).isFile()) return null;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      return buffer.subarray(0, bytesRead);
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
  if (text.slice(8, 12) === AVIF_SEQUENCE) return null;
  const brands = text.slice(8, Math.min(head.readUInt32BE(0), head.length)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'heic' : null;
}
