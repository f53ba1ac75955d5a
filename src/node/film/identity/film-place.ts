import { isS3Address, signS3 } from '../../s3/index.ts';
import { explainS3Failure } from './film-object.ts';
import { relayFilm } from './film-relay.ts';
import { isUrl } from './film-url.ts';

/** The location of a film. */
export interface FilmPlace {
  /** The user's name of the film, for messages. */
  readonly path: string;
  /** What to open: the path itself, or the relay's address of a film on a server or in a bucket. */
  readonly address: string;
  /** Whether it is one picture of a sequence, which FFmpeg's film demuxers do not read. */
  readonly isPicture?: boolean;
  /**
   * Throw if the relay has given up the server: a backend then sees only the film's end.
   *
   * @throws {FilmError} `not-found`, `unreadable`.
   */
  check(): void;
  /** Release the address. */
  release(): void;
}

/**
 * Find where to read a film. An object in a bucket is read like any film on a server, through a URL
 * that is presigned for some hours.
 *
 * @throws {FilmError} `not-found`, `unreadable`; `backend-missing` if the packages for S3 are not
 *   installed.
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
 * Milliseconds after which an object's URL is presigned again before another span is read. Far
 * below its validity of hours, since it also ends with the credentials, which may expire soon; and
 * far above the time to open a film again.
 */
const RENEW_AFTER = 10 * 60 * 1000;

/**
 * Whether a film that was opened some milliseconds ago must be opened again before more of it is
 * read.
 */
export const isStale = (path: string, age: number): boolean => isS3Address(path) && age > RENEW_AFTER;
