import { isObject, isText } from './json.ts';

/**
 * What can go wrong, to branch on.
 *
 * Of the request: `bad-request`, `no-token` (401: the key or token is missing or wrong; open the printed address anew), `foreign` (403: another host or
 * page asked), `not-found`, `too-large`, `bad-range`, `busy` (429: as many jobs as there may be; ask again later), `closing` (the server ends).
 * Of the film: those of `FilmError`. Of a fingerprint: those of `FormatError`. Of drawing: those of `RenderError`. `too-slow`: it took longer than
 * it may. `internal`: a defect.
 */
export const API_ERROR_CODES = [
  'bad-request',
  'no-token',
  'foreign',
  'not-found',
  'too-large',
  'bad-range',
  'busy',
  'closing',
  'unreadable',
  'no-video',
  'no-decoder',
  'decode-failed',
  'backend-missing',
  'not-a-fingerprint',
  'newer-version',
  'truncated',
  'font-missing',
  'too-slow',
  'internal',
] as const;
/** One of {@link API_ERROR_CODES}. */
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** What went wrong. */
export interface ApiError {
  readonly code: ApiErrorCode;
  /** A sentence for whoever looks at the page; no path of this machine in it. Options are named in backticks: `` `samples`: expected ... ``. */
  readonly message: string;
}

/** The body of every answer that is no success. */
export interface ErrorAnswer {
  readonly error: ApiError;
}

/** Read the body of an answer that is no success, whatever it is: what cannot be understood is `internal`. */
export function parseError(value: unknown): ApiError {
  const error = isObject(value) ? value.error : undefined;
  const code = isObject(error) ? API_ERROR_CODES.find((known) => known === error.code) : undefined;
  if (!isObject(error) || code === undefined || !isText(error.message)) {
    return { code: 'internal', message: 'the server gave an answer that cannot be understood' };
  }
  return { code, message: error.message };
}
