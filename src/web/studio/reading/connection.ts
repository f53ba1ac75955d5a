import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  type ApiErrorCode,
  authorization,
  type DrawingOptions,
  PATHS,
  panelPath,
  parseError,
  parseSession,
  parseShelf,
  readKey,
  renderPath,
  type Session,
  type Shelf,
  stillPath,
} from '../../../core/protocol/index.ts';
import { toSentence } from '../state/sentence.ts';

const KEY = 'chromatheque-session';

/** The server that opened this page; null if there is none. */
export const session = signal<Session | null>(null);

/** The files that the server offers: those named when it was started. */
export const serverShelf = signal<Shelf | null>(null);

/** Whether the server offers fingerprints: they may be a library. */
export const hasLibrary: ReadonlySignal<boolean> = computed(
  () => serverShelf.value?.items.some(({ kind }) => kind === 'fingerprint') ?? false,
);

/** A request that the server refused, or did not answer. */
export class ConnectionError extends Error {
  /** Absent if the server did not answer. */
  readonly code: ApiErrorCode | undefined;

  constructor(message: string, code?: ApiErrorCode) {
    super(message);
    this.code = code;
  }
}

/**
 * Send a request to the server, with the page's token.
 *
 * @throws {ConnectionError} if the server does not answer, or with its message if it refuses.
 */
export async function requestServer(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = { ...options.headers, Authorization: authorization(session.value?.token ?? '') };
  let response: Response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ConnectionError('The server does not answer. Is `chromatheque studio` still running?');
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const { message, code } = parseError(body);
  throw new ConnectionError(toSentence(message), code);
}

/**
 * Find the server that opened this page, if any: by the key in the URL or, after a reload, by the
 * stored token.
 */
export async function connectToServer(): Promise<void> {
  const key = readKey(location.hash);
  try {
    if (key !== null) {
      history.replaceState(null, '', location.pathname + location.search);
      const body = JSON.stringify({ key });
      const response = await requestServer(PATHS.session, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
      });
      const text = await response.text();
      session.value = parseSession(JSON.parse(text));
      sessionStorage.setItem(KEY, text);
    } else {
      const text = sessionStorage.getItem(KEY);
      if (text === null) return;
      session.value = parseSession(JSON.parse(text));
    }
    serverShelf.value = parseShelf(await (await requestServer(PATHS.shelf)).json());
  } catch {
    // The server has stopped or never existed: the studio works without it.
    session.value = null;
    sessionStorage.removeItem(KEY);
  }
}

/** Fetch a still from the server. @throws {ConnectionError} */
export async function fetchStill(path: string): Promise<Blob> {
  return (await requestServer(stillPath(path))).blob();
}

/**
 * Draw a fingerprint on the server.
 *
 * @param file the fingerprint as JSON.
 * @throws {ConnectionError}
 */
export async function drawOnServer(format: string, options: DrawingOptions, file: string): Promise<Blob> {
  const headers = { 'Content-Type': 'application/json' };
  return (await requestServer(renderPath(format, options), { method: 'POST', body: file, headers })).blob();
}

/**
 * Draw a panel on the server.
 *
 * @param films packed fingerprints.
 * @throws {ConnectionError}
 */
export async function drawPanelOnServer(
  format: string,
  options: DrawingOptions,
  films: Uint8Array<ArrayBuffer>,
): Promise<Blob> {
  const headers = { 'Content-Type': 'application/gzip' };
  return (await requestServer(panelPath(format, options), { method: 'POST', body: films, headers })).blob();
}
