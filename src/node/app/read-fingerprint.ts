import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Fingerprint, FormatError, parseFingerprint } from '../../core/fingerprint/index.ts';
import { FilmError } from '../../core/frame/index.ts';
import { storeOf } from './outputs/store.ts';

/**
 * Maximum bytes of an unpacked fingerprint: fifty times the largest that exists. A small file that
 * unpacks to more is an attack.
 */
const MAX_BYTES = 2 ** 28;

const unzip = promisify(gunzip);

/**
 * Read a fingerprint's file, on this machine or in a bucket, gzipped or not.
 *
 * @throws {FilmError} `not-found`, `unreadable`.
 * @throws {FormatError} whose message starts with the file's name.
 */
export async function readFingerprint(path: string): Promise<Fingerprint> {
  const bytes = await storeOf(path).read(path);
  if (bytes === null) throw new FilmError('not-found', `${path}: no such file`);
  try {
    return parseFingerprint((await unpack(path, Buffer.from(bytes))).toString('utf8'));
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new FormatError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}

/**
 * Unpack bytes that start like a gzip file (RFC 1952, section 2.3.1); return others as they are.
 */
async function unpack(path: string, bytes: Buffer): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: MAX_BYTES });
  } catch (cause) {
    throw new FilmError('unreadable', `${path}: cannot be unpacked (${(cause as Error).message})`, { cause });
  }
}
