import { ChromathequeError } from '../../../core/options/index.ts';
import type { ApiErrorCode } from '../../../core/protocol/index.ts';

/** A request that cannot be answered. The message is for the user. */
export class RequestError extends ChromathequeError<ApiErrorCode> {
  override readonly name = 'RequestError';
}
