/**
 * The server behind the studio: it shows the page, reads the films that it cannot, hands over bytes and fingerprints of what was named, and draws.
 *
 * It reads nothing but what it was told to show, answers nobody without the token, and writes nothing. What films and colours are it leaves to `app`.
 */

export { ServerError, type ServerErrorCode } from './http/server-error.ts';
export { type Limits, type Server, type ServerOptions, startServer } from './start-server.ts';
