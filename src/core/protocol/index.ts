/**
 * The protocol between the studio and its server: paths, bodies, events, errors, and their
 * validation.
 *
 * Pure: it sends and receives nothing. The studio also works without a server, on any web host;
 * then it does not use this protocol.
 *
 * Sequence:
 * 1. The server opens `http://127.0.0.1:PORT/#key=...`. The page reads the key (`readKey`), removes
 * it from the address bar (`history.replaceState`), and exchanges it for a token: POST
 * `PATHS.session` with a `SessionRequest` returns a `Session`. It stores the token in
 * `sessionStorage` for reloads. Without key and token there is no server for this page, and it
 * sends no requests.
 * 2. Every other request below `/api/` has `authorization(token)` as its `Authorization` header, event streams
 * too (with `fetch`, because an `EventSource` sends no headers). The body of an error response is
 * an `ErrorAnswer`: see `parseError`.
 * 3. GET `PATHS.shelf` lists the shelf: the files named on the command line. `filmPath` serves a
 * film's bytes by range, `framePath` one of its frames, `fingerprintPath` a fingerprint's file,
 * `stillPath` a still's bytes.
 * 4. POST `PATHS.jobs` with a `JobRequest` starts a job that reads a film; the answer is a
 * `JobAnswer`. GET `jobEventsPath(id)` streams its events as server-sent events: see
 * `createEventReader`. POST `jobPausePath(id)` and `jobResumePath(id)` pause and resume it, DELETE
 * `jobPath(id)` cancels it. A job without a listener for `UNHEARD_SECONDS` is cancelled.
 * 5. POST `renderPath(format, options)` with a fingerprint's file as its body returns the picture
 * or data as bytes.
 * 6. GET `PATHS.library` opens the library, the fingerprints in the named folders, and returns its
 * films. `librarySegmentPath` returns their colours, which a page searches itself;
 * `PATHS.librarySearch` and `librarySimilarPath` search on the server.
 * 7. POST `PATHS.play` with a `PlayRequest` returns a `PlayAnswer`: `playPath(ticket)` is the URL of
 * the film for a `<video>`, which sends no headers.
 * 8. POST `PATHS.quit` stops the server.
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
export { type LibraryFilm, type LibraryState, parseLibraryState } from './library/library-film.ts';
export {
  type LibraryFound,
  type LibrarySearch,
  type LibrarySimilar,
  MAX_LIBRARY_RESULTS,
  parseLibraryFound,
  parseLibrarySearch,
  parseLibrarySimilar,
} from './library/library-search.ts';
export { MessageError } from './message-error.ts';
export {
  type FramePlace,
  filmPath,
  fingerprintPath,
  framePath,
  jobEventsPath,
  jobPath,
  jobPausePath,
  jobResumePath,
  librarySegmentPath,
  librarySimilarPath,
  PATHS,
  panelPath,
  playPath,
  renderPath,
  stillPath,
} from './paths.ts';
export { type PlayAnswer, type PlayRequest, parsePlayAnswer, parsePlayRequest } from './play.ts';
export {
  type DrawingOptions,
  type DrawingSize,
  MAX_BODY_BYTES,
  MAX_PANEL_BYTES,
  MAX_PANEL_FILMS,
  PANEL_SEPARATOR,
  parseDrawingOptions,
  parsePanelOptions,
} from './render.ts';
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
