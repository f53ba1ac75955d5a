import { ChromathequeError } from '../options/index.ts';
import { showAddresses } from './show-addresses.ts';

/**
 * Kinds of errors of a film:
 * - `not-found`: no file has that name;
 * - `unreadable`: a folder, an empty file, or bytes that are not a film;
 * - `no-video`: a readable file without a video track (cover art does not count);
 * - `no-decoder`: the backend cannot decode its codec or pixel format;
 * - `decode-failed`: the decoder supports the codec but returned no frame, or the film is
 *   encrypted;
 * - `backend-missing`: no backend that decodes films is installed.
 */
export type FilmErrorCode =
  | 'not-found'
  | 'unreadable'
  | 'no-video'
  | 'no-decoder'
  | 'decode-failed'
  | 'backend-missing';

/**
 * A film that cannot be read. Wrong arguments throw a `RangeError` or `TypeError` instead. The
 * message names the film and says what to do; URLs in it have no user, password or query.
 */
export class FilmError extends ChromathequeError<FilmErrorCode> {
  override readonly name = 'FilmError';

  constructor(code: FilmErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, showAddresses(message), options);
  }
}
