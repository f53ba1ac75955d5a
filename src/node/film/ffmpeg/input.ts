import { FILM_CONTAINERS } from '../formats/containers.ts';
import type { FilmPlace } from '../identity/film-place.ts';
import { isUrl } from '../identity/film-url.ts';

/** A film's location as arguments of FFmpeg: `options` go before `-i`, `address` after it. */
export interface FfmpegInput extends FilmPlace {
  readonly options: readonly string[];
}

/** Make the arguments for a film so that its demuxer opens nothing else. */
export function addressFilm(film: FilmPlace): FfmpegInput {
  const limits = Object.entries(limitInput(film)).flatMap(([name, value]) => [`-${name}`, value]);
  const options = film.isPicture ? ['-f', PICTURE_DEMUXER, ...limits] : limits;
  return { ...film, options, address: toFfmpegUrl(film) };
}

/** FFmpeg's demuxer of picture files. */
export const PICTURE_DEMUXER = 'image2';

/**
 * FFmpeg options that prevent a film from opening anything else: only a local file, or the relay's
 * http address.
 */
export const limitInput = ({ address, isPicture = false }: FilmPlace): Readonly<Record<string, string>> => ({
  format_whitelist: isPicture ? PICTURE_DEMUXER : FILM_CONTAINERS,
  // Never treat a name as a pattern for other files.
  ...(isPicture && { pattern_type: 'none' }),
  protocol_whitelist: isUrl(address) ? 'http,tcp' : 'file',
  // The relay runs on this machine. Without this option, FFmpeg uses a proxy from the environment.
  ...(isUrl(address) && { http_proxy: 'none' }),
});

/** With "file:", a name such as "http:x.mp4" or "concat:a|b" is not taken for a protocol. */
export const toFfmpegUrl = ({ address }: FilmPlace): string => (isUrl(address) ? address : `file:${address}`);
