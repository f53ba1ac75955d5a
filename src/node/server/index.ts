/**
 * The server of the studio: it serves the page, reads films that the page cannot read, sends bytes
 * and fingerprints of named files, and draws.
 *
 * It reads only the named files and folders, answers API requests only with the token, and writes
 * nothing. All logic of films and colours is in `app`.
 */

export { ServerError, type ServerErrorCode } from './http/server-error.ts';
export { type Limits, type Server, type ServerOptions, startServer } from './start-server.ts';
