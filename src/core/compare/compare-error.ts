import { ChromathequeError } from '../options/index.ts';

/**
 * Why films were not compared:
 * - `too-short`: a fingerprint has too few moments with colours to compare.
 */
export type CompareErrorCode = 'too-short';

/** Films cannot be compared. */
export class CompareError extends ChromathequeError<CompareErrorCode> {
  override readonly name = 'CompareError';
}
