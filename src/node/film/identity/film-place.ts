import { isS3Address, signS3 } from '../../s3/index.ts';
import { explainS3Failure } from './film-object.ts';
import { relayFilm } from './film-relay.ts';
import { isUrl } from './film-url.ts';

/** Where a film lies. */
export interface FilmPlace {
  /** What the user called it, and what messages call it. */
  readonly path: string;
  /** What is opened: the path itself, or the relay's address of a film on a server or in a bucket. */
  readonly address: string;
  /** Whether it is one picture of a sequence, which FFmpeg's demuxers of films do not read. */
  readonly isPicture?: boolean;
  /**
   * Throw if the server was given up: a backend sees no more than the end of the film then.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  check(): void;
  /** End the use of the address. */
  release(): void;
}

/**
 * Find out where a film is read from. An object in a bucket is read as any film on a server is, through a URL that is signed for some hours.
 *
 * @throws {FilmError} `not-found`, `unreadable`; `backend-missing` where what signs is not installed.
 */
export async function findFilm(path: string): Promise<FilmPlace> {
  if (isUrl(path)) return { path, ...(await relayFilm(path, path)) };
  if (!isS3Address(path)) return { path, address: path, check() {}, release() {} };
  try {
    return { path, ...(await relayFilm(path, await signS3(path))) };
  } catch (error) {
    throw explainS3Failure(error);
  }
}

/**
 * Milliseconds after which an object's URL is signed anew before another span is read. Far below the hours that one is good for, since it also
 * ends with the credentials that signed it, which may be about to; and far above what opening a film again takes.
 */
const RENEW_AFTER = 10 * 60 * 1000;

/** Say whether a film that was opened some milliseconds ago is to be opened anew before more of it is read. */
export const isStale = (path: string, age: number): boolean => isS3Address(path) && age > RENEW_AFTER;
