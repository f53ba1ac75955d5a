import type { Fingerprint } from '../../core/fingerprint/index.ts';
import { FilmError } from '../../core/frame/index.ts';
import { parseFingerprintFile } from '../library/index.ts';
import { storeOf } from './outputs/store.ts';

/**
 * Read a fingerprint's file, on this machine or in a bucket, gzipped or not.
 *
 * @throws {FilmError} `not-found`, `unreadable`.
 * @throws {FormatError} whose message starts with the file's name.
 */
export async function readFingerprint(path: string): Promise<Fingerprint> {
  const bytes = await storeOf(path).read(path);
  if (bytes === null) throw new FilmError('not-found', `${path}: no such file`);
  return parseFingerprintFile(path, bytes);
}
