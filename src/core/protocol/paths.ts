import type { DrawingOptions } from './render.ts';

/** Addresses without parameters. */
export const PATHS = {
  session: '/api/session',
  shelf: '/api/shelf',
  film: '/api/film',
  fingerprint: '/api/fingerprint',
  still: '/api/still',
  jobs: '/api/jobs',
  render: '/api/render',
  quit: '/api/quit',
} as const;

/** Where the bytes of a film on the shelf are: GET, by range (`bytes=0-99`, `bytes=100-`, `bytes=-100`; one range) or whole. */
export const filmPath = (path: string): string => `${PATHS.film}?path=${encodeURIComponent(path)}`;

/** Where a fingerprint on the shelf is: GET gives its JSON, unpacked and checked. */
export const fingerprintPath = (path: string): string => `${PATHS.fingerprint}?path=${encodeURIComponent(path)}`;

/** Where the bytes of a still on the shelf are: GET, whole or by range. */
export const stillPath = (path: string): string => `${PATHS.still}?path=${encodeURIComponent(path)}`;

/** A job: DELETE cancels it; 204, also when it has ended. */
export const jobPath = (id: string): string => `${PATHS.jobs}/${encodeURIComponent(id)}`;

/** How a job goes: GET, `text/event-stream`, from its beginning whenever it is asked for; ends with the job. */
export const jobEventsPath = (id: string): string => `${jobPath(id)}/events`;

/**
 * Where a fingerprint is drawn: POST its JSON (`Content-Type: application/json`, as `serializeFingerprint` writes it, at most
 * `MAX_BODY_BYTES`); the answer is the file. What should be known about it (a title that was left out) is a list of sentences in the header
 * `Chromatheque-Warnings`, as JSON and then as `encodeURIComponent` puts it.
 *
 * @param format one of `Session.formats`.
 */
export const renderPath = (format: string, options: DrawingOptions): string =>
  `${PATHS.render}?format=${encodeURIComponent(format)}&options=${encodeURIComponent(JSON.stringify(options))}`;
