import { readFile } from 'node:fs/promises';
import { type Fingerprint, FormatError, parseFingerprint } from '../fingerprint/index.ts';
import { FilmError } from '../frame/index.ts';

/**
 * Read a fingerprint's file.
 *
 * @throws {FilmError} `not-found`, `unreadable`.
 * @throws {FormatError} with the file's name before what is wrong with it.
 */
export async function readFingerprint(path: string): Promise<Fingerprint> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new FilmError('not-found', `${path}: no such file`, { cause });
    throw new FilmError('unreadable', `${path}: cannot be read (${String(code)})`, { cause });
  }
  try {
    return parseFingerprint(text);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new FormatError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}
