import { signal } from '@preact/signals';
import {
  authorization,
  type DrawingOptions,
  PATHS,
  parseError,
  parseSession,
  parseShelf,
  readKey,
  renderPath,
  type Session,
  type Shelf,
  stillPath,
} from '../../../core/protocol/index.ts';

const KEY = 'chromatheque-session';

/** The server that this page was opened by; null where the studio works alone, and nothing is asked of anybody. */
export const session = signal<Session | null>(null);

/** What was named when that server was started. */
export const serverShelf = signal<Shelf | null>(null);

/** What the server did not do, as a sentence. */
export class ConnectionError extends Error {}

/**
 * Ask the server for something, with the page's token.
 *
 * @throws {ConnectionError} what it said, when it did not do it.
 */
export async function askServer(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = { ...options.headers, Authorization: authorization(session.value?.token ?? '') };
  let response: Response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ConnectionError('The program that opened this page does not answer. Was it ended?');
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new ConnectionError(parseError(body).message);
}

/** Find the server that opened this page, if one did: by the key in the address, or by the token of before a reload. */
export async function connectToServer(): Promise<void> {
  const key = readKey(location.hash);
  try {
    if (key !== null) {
      history.replaceState(null, '', location.pathname + location.search);
      const body = JSON.stringify({ key });
      const response = await askServer(PATHS.session, {
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
    serverShelf.value = parseShelf(await (await askServer(PATHS.shelf)).json());
  } catch {
    // It was ended since, or never was: the studio works alone.
    session.value = null;
    sessionStorage.removeItem(KEY);
  }
}

/** Have the bytes of a still that the server may read. @throws {ConnectionError} */
export async function fetchStill(path: string): Promise<Blob> {
  return (await askServer(stillPath(path))).blob();
}

/**
 * Have the server draw a fingerprint.
 *
 * @param file the fingerprint's file.
 * @throws {ConnectionError}
 */
export async function drawOnServer(format: string, options: DrawingOptions, file: string): Promise<Blob> {
  const response = await askServer(renderPath(format, options), {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': 'application/json' },
  });
  return response.blob();
}
