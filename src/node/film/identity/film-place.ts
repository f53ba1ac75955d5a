import { isS3Address, signS3 } from '../../s3/index.ts';
import { explainS3Failure } from './film-object.ts';
import { relayFilm } from './film-relay.ts';
import { isUrl } from './film-url.ts';

/** The location of a film. */
export interface FilmPlace {
  /** The user's name for it, used in messages. */
  readonly path: string;
  /** What is opened: the path itself, or the relay's URL for a film on a server or in a bucket. */
  readonly address: string;
  /** Whether it is a picture of a sequence, which FFmpeg's film demuxers do not read. */
  readonly isPicture?: boolean;
  /**
   * Throw if the relay gave up the server: the backend then only sees the end of the film.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  check(): void;
  /** Release the address. */
  release(): void;
}

/**
 * Resolve the location of a film. An object in a bucket is read like a film on a server, with a URL
 * that is signed for some hours.
 *
 * @throws {FilmError} `not-found`, `unreadable`; `backend-missing` if the package that signs is not
 * installed.
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
 * Age after which an object's URL is signed again before another span is read, milliseconds. It is
 * far below the validity of some hours, because a URL also expires with its credentials, which may
 * be soon; and far above the time to open a film again.
 */
const RENEW_AFTER = 10 * 60 * 1000;

/** Whether a film of this age in milliseconds must be opened again before the next span. */
export const isStale = (path: string, age: number): boolean => isS3Address(path) && age > RENEW_AFTER;
