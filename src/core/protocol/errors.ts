import type { FormatErrorCode } from '../fingerprint/index.ts';
import type { FilmErrorCode } from '../frame/index.ts';
import type { RenderErrorCode } from '../poster/index.ts';
import { isObject, isText } from './json.ts';

/**
 * What can go wrong, to branch on.
 *
 * Of the request: `bad-request`, `no-token` (401: the key or token is missing or wrong; open the printed address again),
 * `foreign` (403: another host or page asked), `not-found`, `too-large`, `bad-range`, `busy` (429: the limit of jobs is
 * reached; ask again later), `closing` (the server is stopping).
 * Of the film: those of `FilmError`. Of a fingerprint: those of `FormatError`. Of drawing: those of `RenderError`;
 * `too-slow` also where reading a film took longer than it may. `internal`: a defect.
 */
export type ApiErrorCode =
  | 'bad-request'
  | 'no-token'
  | 'foreign'
  | 'not-found'
  | 'too-large'
  | 'bad-range'
  | 'busy'
  | 'closing'
  | FilmErrorCode
  | FormatErrorCode
  | RenderErrorCode
  | 'internal';

/** A record, so that the compiler refuses a code of a room that is missing here. */
const CODES: Readonly<Record<ApiErrorCode, true>> = {
  'bad-request': true,
  'no-token': true,
  foreign: true,
  'not-found': true,
  'too-large': true,
  'bad-range': true,
  busy: true,
  closing: true,
  unreadable: true,
  'no-video': true,
  'no-decoder': true,
  'decode-failed': true,
  'backend-missing': true,
  'not-a-fingerprint': true,
  'newer-version': true,
  truncated: true,
  'font-missing': true,
  'font-unreadable': true,
  'lacks-data': true,
  'too-slow': true,
  crashed: true,
  internal: true,
};

/** Every {@link ApiErrorCode}. */
export const API_ERROR_CODES: readonly ApiErrorCode[] = Object.keys(CODES) as ApiErrorCode[];

/** What went wrong. */
export interface ApiError {
  readonly code: ApiErrorCode;
  /** A sentence for the person at the page, without paths of the server's machine. Options are in backticks: `` `samples`: expected ... ``. */
  readonly message: string;
  /** Name of the option that is wrong, if one is. */
  readonly option?: string | undefined;
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
  return { code, message: error.message, ...(isText(error.option) && { option: error.option }) };
}
