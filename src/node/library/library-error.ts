import { ChromathequeError } from '../../core/options/index.ts';

/**
 * Why a library cannot be used:
 * - `not-found`: the folder, or the file, does not exist;
 * - `unreadable`: it cannot be read, or a file cannot be unpacked;
 * - `empty`: there are too few fingerprints in it;
 * - `damaged`: part of the index was damaged; it is removed, and the next search makes it again;
 * - `missing-part`: the AWS SDK, an optional peer dependency, is not installed.
 */
export type LibraryErrorCode = 'not-found' | 'unreadable' | 'empty' | 'damaged' | 'missing-part';

/** A library, or a file of it, cannot be used. The message starts with its path. */
export class LibraryError extends ChromathequeError<LibraryErrorCode> {
  override readonly name = 'LibraryError';
}
