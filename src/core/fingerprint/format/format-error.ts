import { ChromathequeError } from '../../options/index.ts';
/**
 * What can be wrong with a fingerprint's file: it is something else, it was written by a newer version of this program,
 * or its end is missing.
 */
export type FormatErrorCode = 'not-a-fingerprint' | 'newer-version' | 'truncated';

/** Text that cannot be read as a fingerprint. The message says where it is wrong, not in which file. */
export class FormatError extends ChromathequeError<FormatErrorCode> {
  override readonly name = 'FormatError';
}
