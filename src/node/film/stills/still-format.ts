import { open } from 'node:fs/promises';
import { isS3Address } from '../../s3/index.ts';
import { explainOpenError } from '../identity/film-file.ts';
import { isUrl } from '../identity/film-url.ts';
import { READ_AT_ONCE } from '../identity/hash-file.ts';

/** What a still is encoded as. HEIC is told from the others because there is no decoder for it. */
export type StillFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'tiff';

/** Bytes that are looked at: enough for the brands of an ISO base media file. */
const HEAD = 256;

/** Brands of pictures in ISO base media files: ISO/IEC 23008-12 (HEIF), annexes; AV1 Image File Format, section 6. */
const AVIF_BRANDS = ['avif', 'avis'];
/** The first brand of an AVIF that moves: it is read as a film. */
const AVIF_SEQUENCE = 'avis';
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * Tell by its first bytes, whatever its name but that of Motion JPEG, whether a file is a still and of which format.
 *
 * @returns null for everything else, films and animated AVIF among them, and for what lies at a URL or in a bucket.
 * @throws {FilmError} `not-found`, or `unreadable` for a folder or a file that may not be read.
 */
export async function detectStill(path: string): Promise<StillFormat | null> {
  // Raw Motion JPEG begins as its first picture does; only its name tells them apart.
  if (MOTION_JPEG.test(path)) return null;
  const head = await readHead(path);
  return head && formatOf(head);
}

/** Names of raw Motion JPEG. */
const MOTION_JPEG = /\.mjpe?g$/i;

/** Byte of an extended WebP that has its flags, and the flag of an animation (RFC 9649, section 2.7). */
const WEBP_FLAGS = 20;
const WEBP_ANIMATION = 0x02;

/** Whether a file is a WebP that moves. */
export async function isAnimatedWebp(path: string): Promise<boolean> {
  const head = await readHead(path);
  if (head === null || formatOf(head) !== 'webp' || head.toString('latin1', 12, 16) !== 'VP8X') return false;
  return ((head[WEBP_FLAGS] ?? 0) & WEBP_ANIMATION) !== 0;
}

/** Read a file's first bytes, or null of what is no file. */
async function readHead(path: string): Promise<Buffer | null> {
  if (isUrl(path) || isS3Address(path)) return null;
  try {
    const file = await open(path, READ_AT_ONCE);
    try {
      // Reading from a pipe or a device could wait for ever.
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
