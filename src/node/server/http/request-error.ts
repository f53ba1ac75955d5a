import type { ApiErrorCode } from '../../../core/protocol/index.ts';

/** What a request gets that cannot be answered: the caller's mistake, or that of the world. */
export class RequestError extends Error {
  override readonly name = 'Failure';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
