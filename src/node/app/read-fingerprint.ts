import type { Fingerprint } from '../../core/fingerprint/index.ts';
import { FilmError } from '../../core/frame/index.ts';
import { parseFingerprintFile } from '../library/index.ts';
import { pathOfUrl } from './api/film-input.ts';
import { storeOf } from './outputs/store.ts';

/**
 * Read a fingerprint, gzipped or not.
 *
 * @param file a path, a `file:` URL, an `s3://` address, or the content of a file.
 * @throws {FilmError} `not-found`, `unreadable`.
 * @throws {FormatError} whose message starts with the file's name.
 */
export async function readFingerprint(file: string | URL | Blob | Uint8Array): Promise<Fingerprint> {
  if (file instanceof Uint8Array) return parseFingerprintFile('fingerprint', file);
  if (file instanceof Blob) {
    const name = 'name' in file && file.name !== '' ? String(file.name) : 'fingerprint';
    return parseFingerprintFile(name, new Uint8Array(await file.arrayBuffer()));
  }
  const path = file instanceof URL ? pathOfUrl(file) : file;
  const bytes = await storeOf(path).read(path);
  if (bytes === null) throw new FilmError('not-found', `${path}: no such file`);
  return parseFingerprintFile(path, bytes);
}
