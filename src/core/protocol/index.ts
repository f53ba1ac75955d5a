/**
 * What the studio and the server behind it say to each other: addresses, bodies, events, errors, and the plain code that checks them on arrival.
 *
 * Pure: it sends and receives nothing. The same studio also works alone, from any web host; then none of this is spoken.
 *
 * How a conversation goes:
 * 1. The server opens `http://127.0.0.1:PORT/#key=...`. The page reads the key (`readKey`), takes it out of the address bar
 *    (`history.replaceState`), and trades it for a token: POST `PATHS.session` with a `SessionRequest` gives a `Session`. It keeps the token in
 *    `sessionStorage`, so that a reload still has it. Neither key nor token: there is no server, or none for this page, and nothing is asked of it.
 * 2. Every other request carries `authorization(token)` as its `Authorization` header, event streams too (by `fetch`, since an `EventSource` sends no
 *    headers). An answer that is no success is an `ErrorAnswer`, read with `parseError`.
 * 3. GET `PATHS.shelf` lists what was named on the command line. A film's bytes come by range from `filmPath`, a fingerprint's file from `fingerprintPath`, a still's bytes from `stillPath`.
 * 4. POST `PATHS.jobs` with a `JobRequest` has the server read a film; the answer is a `JobAnswer`. GET `jobEventsPath(id)` tells how it goes as
 *    server-sent events, read with `createEventReader`; DELETE `jobPath(id)` cancels it. A job that nobody listens to for `UNHEARD_SECONDS` is cancelled.
 * 5. POST `renderPath(format, options)` with a fingerprint's file as its body gives the picture or data as bytes.
 * 6. POST `PATHS.quit` ends the server.
 */
export { API_ERROR_CODES, type ApiError, type ApiErrorCode, type ErrorAnswer, parseError } from './errors.ts';
export { createEventReader, type EventReader, formatEvent, type JobEvent } from './events.ts';
export { HEADERS } from './headers.ts';
export {
  FILM_OPTION_NAMES,
  type FilmOptions,
  type JobAnswer,
  type JobRequest,
  MAX_SAMPLES,
  MAX_SERVER_JOBS,
  parseJobAnswer,
  parseJobRequest,
  UNHEARD_SECONDS,
} from './jobs.ts';
export { MessageError } from './message-error.ts';
export { filmPath, fingerprintPath, jobEventsPath, jobPath, PATHS, renderPath, stillPath } from './paths.ts';
export { type DrawingOptions, type DrawingSize, MAX_BODY_BYTES, parseDrawingOptions } from './render.ts';
export {
  authorization,
  parseSession,
  parseSessionRequest,
  readKey,
  readToken,
  type Session,
  type SessionRequest,
} from './session.ts';
export { parseShelf, type Shelf, type ShelfItem } from './shelf.ts';
