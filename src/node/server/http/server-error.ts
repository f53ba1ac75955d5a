/**
 * Why a server cannot start. `port-taken`: something else listens there. `port-denied`: this user may not. `no-address`: this machine has no such address.
 * `not-found`, `unreadable`: what was named to be read.
 */
export type ServerErrorCode = 'port-taken' | 'port-denied' | 'no-address' | 'not-found' | 'unreadable';

/** A server that cannot start; the message says what to do. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
