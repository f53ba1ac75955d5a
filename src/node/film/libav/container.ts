import type { Dictionary, FormatContext } from 'node-av/lib';
import { FilmError } from '../../../core/frame/index.ts';
import { limitInput, PICTURE_DEMUXER, toFfmpegUrl } from '../ffmpeg/input.ts';
import { trimTag } from '../formats/film-info.ts';
import type { FilmPlace } from '../identity/film-place.ts';
import type { Libav } from './libav.ts';

/**
 * Open a local file or a film of the relay as a container. The demuxer cannot open anything else.
 *
 * @returns the open context; the caller closes it.
 * @throws {FilmError} `unreadable`.
 */
export function openLibavContainer(libav: Libav, film: FilmPlace): FormatContext {
  const { FormatContext, Dictionary, FFmpegError } = libav.lib;
  const context = new FormatContext();
  const options = new Dictionary();
  for (const [name, value] of Object.entries(limitInput(film))) options.set(name, value);
  try {
    const format = film.isPicture ? libav.lib.InputFormat.findInputFormat(PICTURE_DEMUXER) : null;
    let code = context.openInputSync(toFfmpegUrl(film), format, options);
    if (code >= 0) code = context.findStreamInfoSync();
    if (code < 0) {
      film.check();
      const cause = new FFmpegError(code);
      throw new FilmError('unreadable', `${film.path}: not a film that can be read (${cause.message})`, { cause });
    }
    film.check();
    return context;
  } catch (error) {
    context.closeInputSync();
    throw error;
  } finally {
    options.free();
  }
}

/** Read one entry of a metadata dictionary; null for a missing or empty one. */
export const readTag = (metadata: Dictionary | null, name: string): string | null => trimTag(metadata?.get(name));
