import { ChromathequeError } from '../../../core/options/index.ts';

/**
 * Why a server cannot start. `port-taken`: another process uses the port. `port-denied`: this user
 * has no permission for the port. `no-address`: this machine has no such address. `not-found`,
 * `unreadable`: a named file or folder.
 */
export type ServerErrorCode = 'port-taken' | 'port-denied' | 'no-address' | 'not-found' | 'unreadable';

/** A server that cannot start; the message says what to do. */
export class ServerError extends ChromathequeError<ServerErrorCode> {
  override readonly name = 'ServerError';
}
