import * as v from 'valibot';
import type { FormatErrorCode } from '../fingerprint/index.ts';
import type { FilmErrorCode } from '../frame/index.ts';
import type { RenderErrorCode } from '../poster/index.ts';
import { text } from '../schema/index.ts';

/**
 * Kinds of errors.
 *
 * Of a request: `bad-request`, `no-token` (401: the key or token is missing or wrong; open the
 * printed address again), `foreign` (403: sent by another host or page), `not-found`, `too-large`,
 * `bad-range`, `busy` (429: the limit of jobs is reached; try again later), `closing` (the server
 * is stopping). Of a film: those of `FilmError`. Of a fingerprint: those of `FormatError`. Of
 * drawing: those of `RenderError`; `too-slow` also if reading a film exceeds its time limit.
 * `internal`: a defect.
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

/** A record, so that the compiler reports a missing code. */
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

export interface ApiError {
  readonly code: ApiErrorCode;
  /** A sentence for the person at the page, without paths of the server's machine. Options are in backticks: `` `samples`: expected ... ``. */
  readonly message: string;
  /** Name of the option that is wrong, if one is. */
  readonly option?: string | undefined;
}

/** The body of every error response. */
export interface ErrorAnswer {
  readonly error: ApiError;
}

const errorAnswer = v.object({
  error: v.object({ code: v.picklist(API_ERROR_CODES), message: text, option: v.exactOptional(text) }),
});

/** Read the body of an answer that is no success. Any other body is `internal`. */
export function parseError(value: unknown): ApiError {
  const result = v.safeParse(errorAnswer, value);
  if (result.success) return result.output.error;
  return { code: 'internal', message: 'the server sent an invalid response' };
}
