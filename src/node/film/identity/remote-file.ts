import { setTimeout as sleep } from 'node:timers/promises';
import { FilmError, type FilmErrorCode } from '../../../core/frame/index.ts';

/** Timeouts and retries of requests to a server. */
export interface Patience {
  /** A request fails after this many milliseconds without a byte. */
  readonly silence: number;
  /** Delay before each retry, milliseconds. */
  readonly pauses: readonly number[];
}

/**
 * At most 51.5 s without a byte: less than the 60 s after which an unresponsive process is killed
 * (`pool/`).
 */
export const PATIENCE: Patience = { silence: 12_000, pauses: [500, 1000, 2000] };

/**
 * Bytes after which the count of failures starts again. So reading continues from a server that
 * ends each response early, but stops if it sends almost nothing per response: at most four
 * requests per 64 KiB of a film.
 */
const PROGRESS_BYTES = 64 * 1024;

/** Errors of a server that does not exist: retries would not help. */
const ABSENT = ['ENOTFOUND', 'ECONNREFUSED'];

/** A failed request that may succeed on retry. */
class Interruption extends Error {}

/**
 * A file on a server, read by ranges. Each response is checked against the request: status, range,
 * size of the whole file, length. Failed requests are retried a few times with growing delays.
 */
export class RemoteFile {
  readonly #name: string;
  readonly #address: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #patience: Patience;
  #size = Number.NaN;
  #tag: string | null = null;

  private constructor(url: string, name: string, patience: Patience) {
    this.#name = name;
    this.#patience = patience;
    this.#address = new URL(url);
    // Request uncompressed bytes: a compressed response has another size.
    this.#headers = { 'Accept-Encoding': 'identity', ...takeCredentials(this.#address) };
  }

  /**
   * Open a file. Its size comes from the response to a GET request for one byte: many servers
   * reject HEAD, or omit the length.
   *
   * @param url http or https; user and password in it are sent as Basic authentication.
   * @param name the film's name in messages.
   * @throws {FilmError} `not-found`, or `unreadable` for an empty file, and for a server that does
   * not respond or does not support ranges.
   */
  static async open(url: string, name: string = url, patience: Patience = PATIENCE): Promise<RemoteFile> {
    if (!URL.canParse(url)) throw new FilmError('unreadable', `${name}: is not a valid URL`);
    const file = new RemoteFile(url, name, patience);
    const pauseAfter = file.#countFailures(true);
    while (Number.isNaN(file.#size)) {
      try {
        for await (const _ of file.#request(0, 1));
      } catch (error) {
        await pauseAfter(error);
      }
    }
    return file;
  }

  /** `ETag`, otherwise `Last-Modified`, of the first response; null if the server sends neither. */
  get tag(): string | null {
    return this.#tag;
  }

  /** Bytes, > 0. */
  get size(): number {
    return this.#size;
  }

  /**
   * Read `length` bytes at `position`, all of them inside the file.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  async read(position: number, length: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(position, position + length)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /**
   * Read from `position` up to `end`, by default to the end of the file.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  async *stream(position: number, end: number = this.#size): AsyncGenerator<Uint8Array, void, undefined> {
    let pauseAfter = this.#countFailures();
    let at = position;
    let counted = at;
    while (at < end) {
      let failure: unknown = new Interruption('the server sends too little of the film per response');
      try {
        for await (const chunk of this.#request(at, end)) {
          at += chunk.length;
          yield chunk;
        }
        if (at === end) return;
      } catch (error) {
        failure = error;
      }
      const isAdvancing = at - counted >= PROGRESS_BYTES;
      counted = at;
      if (isAdvancing) pauseAfter = this.#countFailures();
      // Some servers send only some megabytes per response.
      if (!isAdvancing || !(failure instanceof Interruption)) await pauseAfter(failure);
    }
  }

  /**
   * Request a range once. The response may be shorter than the range only if it states so.
   *
   * @throws {Interruption} if a retry may help. @throws {FilmError} if not.
   */
  async *#request(from: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const abort = new AbortController();
    try {
      const response = await this.#wait(this.#fetchRange(from, end, abort.signal), abort, 'does not answer');
      let left = this.#checkRange(response, from, end);
      const reader = response.body!.getReader();
      while (true) {
        const { done, value } = await this.#wait(reader.read(), abort, 'ends its response early');
        if (done) break;
        left -= value.length;
        if (left < 0) throw new Interruption('the server sends more than it states');
        yield value;
      }
      if (left > 0) throw new Interruption('the server ends its response early');
    } finally {
      abort.abort();
    }
  }

  async #fetchRange(from: number, end: number, signal: AbortSignal): Promise<Response> {
    const headers = { ...this.#headers, Range: `bytes=${from}-${end - 1}` };
    const response = await fetch(this.#address, { headers, signal });
    const { status, statusText } = response;
    if (status === 206) return response;
    const isEmpty =
      status === 416
        ? response.headers.get('content-range') === 'bytes */0'
        : response.headers.get('content-length') === '0';
    const stated = `the server answers ${status} ${statusText}`.trimEnd();
    if (response.ok || status === 416) {
      if (isEmpty) throw this.#fail('is empty');
      // A wrong size leads beyond the end.
      if (status === 416) throw new Interruption(stated);
      throw this.#fail('the server does not support range requests; download the film first');
    }
    if (status === 408 || status === 429 || status >= 500) throw new Interruption(stated);
    throw this.#fail(stated, undefined, status === 404 || status === 410 ? 'not-found' : 'unreadable');
  }

  /**
   * Check the range, the size and the encoding that a response states.
   *
   * @returns the number of its bytes.
   * @throws {Interruption}
   */
  #checkRange({ headers }: Response, from: number, end: number): number {
    const stated = headers.get('content-range') ?? 'nothing';
    const [first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(stated)?.slice(1).map(Number) ?? [];
    if (first !== from || last === undefined || last < from || last >= end || size === undefined || last >= size) {
      if (/\/\*$/.test(stated)) throw this.#fail('the server does not state the size of the film; download it first');
      throw new Interruption(`the server sends ${stated} instead of bytes ${from}-${end - 1}`);
    }
    const coding = headers.get('content-encoding') ?? 'identity';
    if (coding !== 'identity') throw this.#fail(`the server sends the film compressed (${coding}); download it first`);
    if (Number.isNaN(this.#size)) {
      this.#size = size;
      this.#tag = headers.get('etag') ?? headers.get('last-modified');
    }
    if (size !== this.#size) {
      throw new Interruption(`the server states a size of ${this.#size} bytes, and then of ${size}`);
    }
    return last + 1 - from;
  }

  /** Wait for a step of a request, with a timeout. */
  async #wait<T>(step: Promise<T>, abort: AbortController, failure: string): Promise<T> {
    const timer = setTimeout(() => abort.abort(), this.#patience.silence);
    try {
      return await step;
    } catch (error) {
      if (error instanceof FilmError || error instanceof Interruption) throw error;
      if (abort.signal.aborted)
        throw new Interruption(`the server sent nothing for ${this.#patience.silence / 1000} s`);
      const { code, message } = explainCause(error);
      const reason = `the server ${failure} (${message})`;
      // An error without a code is not a network error: too many redirects, or a redirect to
      // another scheme than http.
      if (code === undefined) throw this.#fail(reason, error);
      throw new Interruption(reason, { cause: code });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Count consecutive failures.
   *
   * @param isFirst whether nothing was read yet: then a server that does not exist is not retried.
   * @returns a function that waits before the next request, or throws if no retry is left.
   */
  #countFailures(isFirst: boolean = false): (error: unknown) => Promise<void> {
    let failures = 0;
    return async (error) => {
      if (!(error instanceof Interruption)) throw error;
      const pause = this.#patience.pauses[failures++];
      if (pause === undefined || (isFirst && ABSENT.includes(String(error.cause)))) {
        throw this.#fail(error.message, error);
      }
      await sleep(pause);
    };
  }

  #fail(reason: string, cause?: unknown, code: FilmErrorCode = 'unreadable'): FilmError {
    return new FilmError(code, `${this.#name}: ${reason}`, { cause });
  }
}

/** Remove user and password from a URL: `fetch` rejects them. */
function takeCredentials(address: URL): Readonly<Record<string, string>> {
  const { username, password } = address;
  if (username === '' && password === '') return {};
  address.username = '';
  address.password = '';
  const decode = (text: string) => decodeText(text) ?? text;
  return { Authorization: `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}` };
}

/** Decode percent-encoding; null for invalid UTF-8. */
export function decodeText(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The cause inside an error of `fetch`. */
function explainCause(error: unknown): { readonly code: unknown; readonly message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  // Node tries all addresses of a host; the error then has no message.
  const message = cause instanceof Error ? cause.message || String(code) : String(cause);
  return { code, message };
}
