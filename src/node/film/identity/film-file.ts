import { access, type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '../../../core/frame/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { findSequence } from '../sequences/picture-sequence.ts';
import { identifySequence } from '../sequences/sequence-identity.ts';
import { identifyObject } from './film-object.ts';
import { identifyUrl, isUrl } from './film-url.ts';
import { hashFile, READ_AT_ONCE } from './hash-file.ts';

/**
 * Identify a film, local, on a server or in a bucket, by its content: SHA-256 over its size and
 * blocks spread over the file. A copy under another name is the same film, and a 50 GB file takes
 * no longer than a short one. For numbered pictures see {@link identifySequence}.
 *
 * @returns 32 hexadecimal digits.
 * @throws {FilmError} `not-found`, or `unreadable` for a folder, an empty file or one that may not
 * be read.
 */
export async function identifyFilm(path: string): Promise<string> {
  if (isUrl(path)) return identifyUrl(path);
  if (isS3Address(path)) return identifyObject(path);
  const sequence = await findSequence(path);
  if (sequence !== null) return identifySequence(sequence);
  let file: FileHandle | undefined;
  try {
    file = await open(path, READ_AT_ONCE);
    const stats = await file.stat();
    if (stats.isDirectory()) throw new FilmError('unreadable', `${path}: is a folder; name the films in it`);
    if (!stats.isFile()) throw new FilmError('unreadable', `${path}: is not a regular file`);
    if (stats.size === 0) throw new FilmError('unreadable', `${path}: is empty`);
    return await hashFile(file, stats.size);
  } catch (error) {
    if (error instanceof FilmError) throw error;
    throw explainOpenError(path, error);
  } finally {
    await file?.close();
  }
}

/**
 * Check that a film's name is valid UTF-8. Node replaces other bytes in arguments and names with
 * U+FFFD, and then finds no such file.
 *
 * @throws {FilmError} `not-found`.
 */
export async function checkFilmName(path: string): Promise<void> {
  if (!path.includes(BROKEN) || isUrl(path) || isS3Address(path)) return;
  await access(path).catch((error) => {
    throw explainOpenError(path, error);
  });
}

const BROKEN = '\ufffd';

/** Explain why a file cannot be opened. */
export function explainOpenError(path: string, error: unknown): FilmError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const reason = path.includes(BROKEN) ? 'its name is not valid UTF-8; rename the file' : 'no such file';
    return new FilmError('not-found', `${path}: ${reason}`, { cause: error });
  }
  if (code === 'ENAMETOOLONG') {
    return new FilmError('not-found', `${path}: no such file; its name is too long`, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new FilmError('unreadable', `${path}: no permission to read it`, { cause: error });
  }
  if (code === 'EISDIR')
    return new FilmError('unreadable', `${path}: is a folder; name the films in it`, { cause: error });
  return new FilmError('unreadable', `${path}: cannot be read (${String(code ?? error)})`, { cause: error });
}
