import { ChromathequeError } from '../../options/index.ts';
/**
 * Kinds of errors of a fingerprint file: it is something else, a newer version of this program
 * wrote it, or its end is missing.
 */
export type FormatErrorCode = 'not-a-fingerprint' | 'newer-version' | 'truncated';

/** What to do about a fingerprint that lacks data: the end of error messages. */
export const RECREATE_HINT = 'recreate it from the film';

/**
 * Text that is not a valid fingerprint. The message states where it is wrong, but not in which
 * file.
 */
export class FormatError extends ChromathequeError<FormatErrorCode> {
  override readonly name = 'FormatError';
}
