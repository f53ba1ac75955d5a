import { ChromathequeError } from '../../../core/options/index.ts';
/**
 * Why a server cannot start. `port-taken`: something else listens there. `port-denied`: this user may not. `no-address`: this machine has no such address.
 * `not-found`, `unreadable`: what was named to be read.
 */
export type ServerErrorCode = 'port-taken' | 'port-denied' | 'no-address' | 'not-found' | 'unreadable';

/** A server that cannot start; the message says what to do. */
export class ServerError extends ChromathequeError<ServerErrorCode> {
  override readonly name = 'ServerError';
}
