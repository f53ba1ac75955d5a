/**
 * What can be wrong with a fingerprint's file: it is something else, it was written by a newer version of this program,
 * or its end is missing.
 */
export type FormatErrorCode = 'not-a-fingerprint' | 'newer-version' | 'truncated';

/** Text that cannot be read as a fingerprint. The message says where it is wrong, not in which file. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatErrorCode;

  constructor(code: FormatErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
