import type { DrawingOptions } from './render.ts';

/** Paths without parameters. */
export const PATHS = {
  session: '/api/session',
  shelf: '/api/shelf',
  film: '/api/film',
  play: '/api/play',
  fingerprint: '/api/fingerprint',
  still: '/api/still',
  frame: '/api/frame',
  jobs: '/api/jobs',
  library: '/api/library',
  librarySegment: '/api/library/segment',
  librarySearch: '/api/library/search',
  librarySimilar: '/api/library/similar',
  render: '/api/render',
  panel: '/api/panel',
  quit: '/api/quit',
} as const;

/**
 * The bytes of a film of the shelf: GET, by range (`bytes=0-99`, `bytes=100-`, `bytes=-100`; one
 * range) or whole.
 */
export const filmPath = (path: string): string => `${PATHS.film}?path=${encodeURIComponent(path)}`;

/**
 * The bytes of a film for a player, which sends no token: GET and HEAD, whole or by range.
 *
 * @param ticket of a `PlayAnswer`.
 */
export const playPath = (ticket: string): string => `/play/${ticket}`;

/** Where a frame lies: at a time in seconds, or near a share of the film, 0 to 1. */
export type FramePlace = { readonly seconds: number } | { readonly share: number };

/**
 * A frame of a film of the shelf: GET returns a JPEG file, upright, with square pixels. At a share
 * it is a key frame, which is found without reading the film.
 */
export function framePath(path: string, place: FramePlace): string {
  const at = 'seconds' in place ? `seconds=${place.seconds.toFixed(6)}` : `share=${place.share.toFixed(6)}`;
  return `${PATHS.frame}?path=${encodeURIComponent(path)}&${at}`;
}

/** A fingerprint of the shelf: GET returns its JSON, decompressed and checked. */
export const fingerprintPath = (path: string): string => `${PATHS.fingerprint}?path=${encodeURIComponent(path)}`;

/** The arrays of films of the library: GET returns the bytes of `packSegment`. */
export const librarySegmentPath = (from: number, to: number): string => `${PATHS.librarySegment}?from=${from}&to=${to}`;

/** The films that are most like one of the library, best first: GET returns `LibrarySimilar[]`. */
export const librarySimilarPath = (film: number, limit: number): string =>
  `${PATHS.librarySimilar}?film=${film}&limit=${limit}`;

/** The bytes of a still of the shelf: GET, whole or by range. */
export const stillPath = (path: string): string => `${PATHS.still}?path=${encodeURIComponent(path)}`;

/** A job: DELETE cancels it and returns 204, also if it has ended. */
export const jobPath = (id: string): string => `${PATHS.jobs}/${encodeURIComponent(id)}`;

/** POST starts no further work of a job until it is resumed; 204. */
export const jobPausePath = (id: string): string => `${jobPath(id)}/pause`;

/** POST resumes a job; 204. */
export const jobResumePath = (id: string): string => `${jobPath(id)}/resume`;

/** The events of a job: GET, `text/event-stream`, always from the beginning; ends with the job. */
export const jobEventsPath = (id: string): string => `${jobPath(id)}/events`;

/**
 * Draws a fingerprint: POST its JSON (`Content-Type: application/json`, as `serializeFingerprint`
 * writes it, at most `MAX_BODY_BYTES`); the answer is the file. Warnings (such as a title that was
 * left out) are a list of sentences in the header `Chromatheque-Warnings`, as JSON encoded with
 * `encodeURIComponent`.
 *
 * @param format one of `Session.formats`.
 */
export const renderPath = (format: string, options: DrawingOptions): string =>
  `${PATHS.render}?format=${encodeURIComponent(format)}&options=${encodeURIComponent(JSON.stringify(options))}`;

/**
 * Draws several fingerprints as one panel: POST their JSON, each followed by `PANEL_SEPARATOR`, all
 * of it compressed with gzip (`Content-Type: application/gzip`, at most `MAX_PANEL_BYTES`, at most
 * `MAX_PANEL_FILMS` films). The answer and its warnings are those of {@link renderPath}.
 *
 * @param format one of `Session.panelFormats`.
 */
export const panelPath = (format: string, options: DrawingOptions): string =>
  `${PATHS.panel}?format=${encodeURIComponent(format)}&options=${encodeURIComponent(JSON.stringify(options))}`;
