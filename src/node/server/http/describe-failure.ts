import { OptionError, toWire } from '../../../core/options/index.ts';
import { API_ERROR_CODES, type ApiError, type ApiErrorCode, MessageError } from '../../../core/protocol/index.ts';
import { FilmError, FormatError, PoolError, RenderError } from '../../app/internal.ts';
import { RequestError } from './request-error.ts';

/** HTTP statuses of errors (RFC 9110, section 15; 429: RFC 6585). All others are 422. */
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

/** Errors whose messages are written for users. */
const USER_ERRORS = [FilmError, FormatError, RenderError, RequestError, OptionError, MessageError];

/** Maximum characters of a message. */
const MAX_MESSAGE = 500;

/** Find the HTTP status of an error. */
export const statusOf = (code: ApiErrorCode): number => STATUS[code] ?? 422;

/**
 * Describe an error to a client: a sentence and a code, never a stack, a path of this machine, or
 * the text of an unexpected error.
 *
 * @param place the path of the file, and its name for the client.
 */
export function describeFailure(error: unknown, place?: { readonly path: string; readonly name: string }): ApiError {
  if (error instanceof PoolError && error.code === 'closed')
    return { code: 'closing', message: 'the server is stopping' };
  const wire = toWire(error);
  if (wire === null || !USER_ERRORS.some((errorClass) => error instanceof errorClass)) return INTERNAL;
  const isBadRequest = error instanceof OptionError || error instanceof MessageError;
  const code = isBadRequest ? 'bad-request' : API_ERROR_CODES.find((known) => known === wire.code);
  if (code === undefined) return INTERNAL;
  const { cause } = error as Error;
  // The last output of a process is only for the terminal of the server.
  if (cause instanceof PoolError && code !== 'too-slow') {
    const isDrawing = error instanceof RenderError;
    const message = isDrawing ? 'the process that draws ended' : `${place?.name ?? 'the film'}: the decoder failed`;
    return { code, message };
  }
  const named = place === undefined ? wire.message : wire.message.replaceAll(place.path, place.name);
  const message = named.split('\n', 1)[0]!.slice(0, MAX_MESSAGE);
  return { code, message, ...(wire.option !== undefined && { option: wire.option }) };
}

const INTERNAL: ApiError = { code: 'internal', message: 'unexpected error; please report it' };
