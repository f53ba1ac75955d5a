import { API_ERROR_CODES, type ApiError, type ApiErrorCode } from '../../../core/protocol/index.ts';
import { RequestError } from './request-error.ts';

/** HTTP's words for what went wrong (RFC 9110, section 15; 429 is RFC 6585's). All others are 422: understood, but not to be done. */
const STATUS: Partial<Record<ApiErrorCode, number>> = {
  'bad-request': 400,
  'no-token': 401,
  foreign: 403,
  'not-found': 404,
  'too-large': 413,
  'bad-range': 416,
  busy: 429,
  internal: 500,
  closing: 503,
};

/** Errors of the rooms below whose codes are those of the protocol, and whose messages are for people. */
const TELLING = ['FilmError', 'FormatError', 'RenderError'];

/** Characters of a message at most. */
const MAX_MESSAGE = 500;

/** HTTP's status for an error. */
export const statusOf = (code: ApiErrorCode): number => STATUS[code] ?? 422;

/**
 * Say what a client may know of an error: a sentence and a code, never a stack, a path of this machine, or the text of an unexpected error.
 *
 * @param place the path that was worked on, and the name it is to be called by.
 */
export function describeFailure(error: unknown, place?: { readonly path: string; readonly name: string }): ApiError {
  const clean = (message: string) => {
    const named = place === undefined ? message : message.replaceAll(place.path, place.name);
    return named.split('\n', 1)[0]!.slice(0, MAX_MESSAGE);
  };
  if (!(error instanceof Error)) return INTERNAL;
  if (error instanceof RequestError) return { code: error.code, message: clean(error.message) };
  if (error.name === 'PoolError' && 'code' in error && error.code === 'closed') {
    return { code: 'closing', message: 'the server ends' };
  }
  if (isOptionError(error)) return { code: 'bad-request', message: clean(error.message) };
  const code = 'code' in error ? API_ERROR_CODES.find((known) => known === error.code) : undefined;
  if (!TELLING.includes(error.name) || code === undefined) return INTERNAL;
  // What a process printed as it ended is for the terminal of the server.
  if (error.cause instanceof Error && error.cause.name === 'PoolError' && code !== 'too-slow') {
    const isDrawing = error.name === 'RenderError';
    return {
      code,
      message: isDrawing ? 'the process that draws ended' : `${place?.name ?? 'the film'}: the decoder failed`,
    };
  }
  return { code, message: clean(error.message) };
}

const INTERNAL: ApiError = { code: 'internal', message: 'unexpected error; please report it' };

/** A wrong option, as the rooms below report it: `` `samples`: expected ... ``. */
function isOptionError(error: Error): boolean {
  return (error instanceof RangeError || error instanceof TypeError) && /^`[^`]+`: /.test(error.message);
}
