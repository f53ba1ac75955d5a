import { basename } from 'node:path';
import { FilmError } from '../frame/index.ts';
import { isS3Address, nameS3Object } from '../s3/index.ts';
import { hashBlocks } from './film-blocks.ts';

/** Milliseconds that a server may take for one answer. */
const ANSWER_TIMEOUT = 30_000;

/**
 * FFmpeg's options for a film on a server: a connection that breaks off before the end is taken up again where it was, after 0, 1 and 3 seconds. Without
 * them a film of hours would end where its server closed the connection.
 */
export const NETWORK_OPTIONS: Readonly<Record<string, string>> = { reconnect: '1', reconnect_delay_max: '4' };

/** Whether a film is read over the network: http and https alone. */
export const isUrl = (path: string): boolean => /^https?:\/\//i.test(path);

/** Name a film: its file name, without folder, the last part of its key, or of its URL, without what follows `?` or `#`. */
export function nameFilm(path: string): string {
  if (isS3Address(path)) return nameS3Object(path);
  if (!isUrl(path)) return basename(path);
  return basename(decodeURI(new URL(path).pathname)) || new URL(path).hostname;
}

/**
 * Identify a film on a server by its content, as {@link identifyFilm} does a local one: the same film has the same identity.
 *
 * @throws {FilmError} `not-found`, or `unreadable` for a server that does not answer, or does not give parts of a file.
 */
export async function identifyUrl(url: string): Promise<string> {
  const size = await askSize(url);
  return hashBlocks(size, async (position, length) => {
    const answer = await ask(url, { headers: { Range: `bytes=${position}-${position + length - 1}` } });
    if (answer.status !== 206) {
      await answer.body?.cancel();
      throw new FilmError('unreadable', `${url}: the server does not give parts of a file; download the film first`);
    }
    return new Uint8Array(await answer.arrayBuffer());
  });
}

async function askSize(url: string): Promise<number> {
  const answer = await ask(url, { method: 'HEAD' });
  const size = Number(answer.headers.get('content-length'));
  if (!(size > 0)) throw new FilmError('unreadable', `${url}: is empty, or the server does not tell its size`);
  return size;
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    // Bytes as they lie there: a compressed answer would have another size.
    const headers = { 'Accept-Encoding': 'identity', ...options.headers };
    answer = await fetch(url, { ...options, headers, signal: AbortSignal.timeout(ANSWER_TIMEOUT) });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new FilmError('unreadable', `${url}: the server does not answer (${reason})`, { cause });
  }
  if (answer.ok) return answer;
  await answer.body?.cancel();
  const isMissing = answer.status === 404 || answer.status === 410;
  throw new FilmError(
    isMissing ? 'not-found' : 'unreadable',
    `${url}: the server answers ${answer.status} ${answer.statusText}`,
  );
}
