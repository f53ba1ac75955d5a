import { S3Error, type S3ErrorCode } from '../../s3/index.ts';
import { LibraryError, type LibraryErrorCode } from '../library-error.ts';

const CODES: Readonly<Record<S3ErrorCode, LibraryErrorCode>> = {
  'not-found': 'not-found',
  'no-credentials': 'unreadable',
  forbidden: 'unreadable',
  unreachable: 'unreadable',
  'sdk-missing': 'missing-part',
};

/** Convert an error of the file system or of a store. Other errors are returned unchanged. */
export function explainReadError(path: string, error: unknown): unknown {
  if (error instanceof S3Error) return new LibraryError(CODES[error.code], error.message, { cause: error });
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  if (code === 'ENOENT') return new LibraryError('not-found', `${path}: no such file or folder`, { cause: error });
  const problem = code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${code})`;
  return new LibraryError('unreadable', `${path}: ${problem}`, { cause: error });
}
