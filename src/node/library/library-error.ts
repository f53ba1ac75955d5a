import { ChromathequeError } from '../../core/options/index.ts';

/**
 * Why a library cannot be used:
 * - `not-found`: the folder, or the file, does not exist;
 * - `unreadable`: it cannot be read, or a file cannot be unpacked;
 * - `empty`: there are too few fingerprints in it;
 * - `missing-part`: the AWS SDK, an optional dependency, is not installed;
 * - `not-written`: the index cannot be written.
 */
export type LibraryErrorCode = 'not-found' | 'unreadable' | 'empty' | 'missing-part' | 'not-written';

/** A library, or a file of it, cannot be used. The message starts with its path. */
export class LibraryError extends ChromathequeError<LibraryErrorCode> {
  override readonly name = 'LibraryError';
}
