import { setTimeout as sleep } from 'node:timers/promises';
import { FilmError, type FilmErrorCode } from '../../../core/frame/index.ts';

/** Timeouts and retries of requests. */
export interface Patience {
  /** Milliseconds without a byte after which a request fails. */
  readonly silence: number;
  /** Delays before retries, milliseconds. */
  readonly pauses: readonly number[];
}

/**
 * At most 51.5 s without a byte: less than the 60 s after which the pool kills a silent process
 * (`pool/`).
 */
export const PATIENCE: Patience = { silence: 12_000, pauses: [500, 1000, 2000] };

/**
 * Bytes after which the count of failures restarts. So a server that ends each answer early is
 * still read, and one that sends almost nothing per answer is given up: at most four requests per
 * 64 KiB of a film.
 */
const PROGRESS_BYTES = 64 * 1024;

/** Errors of an unreachable server: a retry would not help. */
const ABSENT = ['ENOTFOUND', 'ECONNREFUSED'];

/** A request failed, and a retry may succeed. */
class Interruption extends Error {}

/**
 * A file on a server, read by ranges. Each answer is checked against its request: status, range,
 * total size, length. Failed requests are retried a few times, after growing delays.
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
    // Request the bytes as stored: a compressed answer has another size.
    this.#headers = { 'Accept-Encoding': 'identity', ...takeCredentials(this.#address) };
  }

  /**
   * Open a file. Its size comes from a GET request for one byte: many servers reject HEAD, or
   * answer it without a length.
   *
   * @param url http or https; user and password in it are sent as Basic authentication.
   * @param name of the film in messages.
   * @throws {FilmError} `not-found`, or `unreadable` for an empty file, and for a server that does
   *   not answer or does not support ranges.
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

  /** `ETag`, or else `Last-Modified`, of the first answer; null if the server sends neither. */
  get tag(): string | null {
    return this.#tag;
  }

  /** Bytes, above 0. */
  get size(): number {
    return this.#size;
  }

  /**
   * Read `length` bytes from `position` on, all inside the file.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  async read(position: number, length: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(position, position + length)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /**
   * Read from `position` up to `end`, by default the end of the file.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  async *stream(position: number, end: number = this.#size): AsyncGenerator<Uint8Array, void, undefined> {
    let pauseAfter = this.#countFailures();
    let at = position;
    let counted = at;
    while (at < end) {
      let failure: unknown = new Interruption('the server gives too little of the film in each answer');
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
      // Some servers send only a few megabytes per answer.
      if (!isAdvancing || !(failure instanceof Interruption)) await pauseAfter(failure);
    }
  }

  /**
   * Request a range once. The answer may be shorter than the range, but only if it says so.
   *
   * @throws {Interruption} if a retry may succeed. @throws {FilmError} if not.
   */
  async *#request(from: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    const abort = new AbortController();
    try {
      const answer = await this.#wait(this.#ask(from, end, abort.signal), abort, 'does not answer');
      let left = this.#checkRange(answer, from, end);
      const reader = answer.body!.getReader();
      while (true) {
        const { done, value } = await this.#wait(reader.read(), abort, 'breaks off its answer');
        if (done) break;
        left -= value.length;
        if (left < 0) throw new Interruption('the server sends more than it says');
        yield value;
      }
      if (left > 0) throw new Interruption('the server breaks off its answer');
    } finally {
      abort.abort();
    }
  }

  async #ask(from: number, end: number, signal: AbortSignal): Promise<Response> {
    const headers = { ...this.#headers, Range: `bytes=${from}-${end - 1}` };
    const answer = await fetch(this.#address, { headers, signal });
    const { status, statusText } = answer;
    if (status === 206) return answer;
    const isEmpty =
      status === 416
        ? answer.headers.get('content-range') === 'bytes */0'
        : answer.headers.get('content-length') === '0';
    const said = `the server answers ${status} ${statusText}`.trimEnd();
    if (answer.ok || status === 416) {
      if (isEmpty) throw this.#fail('is empty');
      // A wrong size leads beyond the end.
      if (status === 416) throw new Interruption(said);
      throw this.#fail('the server does not give parts of a file; download the film first');
    }
    if (status === 408 || status === 429 || status >= 500) throw new Interruption(said);
    throw this.#fail(said, undefined, status === 404 || status === 410 ? 'not-found' : 'unreadable');
  }

  /**
   * Check the range, size and encoding in an answer.
   *
   * @returns its bytes.
   * @throws {Interruption}
   */
  #checkRange({ headers }: Response, from: number, end: number): number {
    const said = headers.get('content-range') ?? 'nothing';
    const [first, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(said)?.slice(1).map(Number) ?? [];
    if (first !== from || last === undefined || last < from || last >= end || size === undefined || last >= size) {
      if (/\/\*$/.test(said)) throw this.#fail('the server does not tell its size; download the film first');
      throw new Interruption(`the server gives ${said} where bytes ${from}-${end - 1} were asked for`);
    }
    const coding = headers.get('content-encoding') ?? 'identity';
    if (coding !== 'identity') throw this.#fail(`the server sends it packed (${coding}); download the film first`);
    if (Number.isNaN(this.#size)) {
      this.#size = size;
      this.#tag = headers.get('etag') ?? headers.get('last-modified');
    }
    if (size !== this.#size) {
      throw new Interruption(`the server gives its size as ${this.#size} bytes, and then as ${size}`);
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
      // another protocol than http.
      if (code === undefined) throw this.#fail(reason, error);
      throw new Interruption(reason, { cause: code });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Count consecutive failures.
   *
   * @param isFirst whether nothing was read yet: then an unreachable server is not retried.
   * @returns a function that waits before the next request, or throws if there are no retries left.
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

/** Remove user and password from a URL, because `fetch` rejects them. */
function takeCredentials(address: URL): Readonly<Record<string, string>> {
  const { username, password } = address;
  if (username === '' && password === '') return {};
  address.username = '';
  address.password = '';
  const decode = (text: string) => decodeText(text) ?? text;
  return { Authorization: `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}` };
}

/** Decode percent-encoding; null for bytes that are not UTF-8. */
export function decodeText(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** `fetch` wraps the original error. */
function explainCause(error: unknown): { readonly code: unknown; readonly message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  // Node tries all addresses of a host; its error then has no message.
  const message = cause instanceof Error ? cause.message || String(code) : String(cause);
  return { code, message };
}
