import { ChromathequeError } from '../options/index.ts';
import { showAddresses } from './show-addresses.ts';

/**
 * What can be wrong with a film, to branch on:
 * - `not-found`: no file has that name;
 * - `unreadable`: a folder, an empty file, or bytes that are no film;
 * - `no-video`: a readable file without a moving picture (cover art is none);
 * - `no-decoder`: the backend cannot decode its codec or pixel format;
 * - `decode-failed`: the decoder knows the codec, and not one frame came out; or the film is encrypted;
 * - `backend-missing`: nothing is installed that can decode films.
 */
export type FilmErrorCode =
  | 'not-found'
  | 'unreadable'
  | 'no-video'
  | 'no-decoder'
  | 'decode-failed'
  | 'backend-missing';

/**
 * A film that cannot be read: the world's mistake, never the caller's. The message names the film and says what to do; addresses in it have
 * no user, password or query.
 */
export class FilmError extends ChromathequeError<FilmErrorCode> {
  override readonly name = 'FilmError';

  constructor(code: FilmErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, showAddresses(message), options);
  }
}
