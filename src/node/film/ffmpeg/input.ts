import { FILM_CONTAINERS } from '../formats/containers.ts';
import type { FilmPlace } from '../identity/film-place.ts';
import { isUrl } from '../identity/film-url.ts';

/** Where a film lies, as FFmpeg's programs take it: options and the address are what goes before and after `-i`. */
export interface FfmpegInput extends FilmPlace {
  readonly options: readonly string[];
}

/** Address a film so that its demuxer opens nothing else. */
export function addressFilm(film: FilmPlace): FfmpegInput {
  const limits = Object.entries(limitInput(film)).flatMap(([name, value]) => [`-${name}`, value]);
  const options = film.isPicture ? ['-f', PICTURE_DEMUXER, ...limits] : limits;
  return { ...film, options, address: toFfmpegUrl(film) };
}

/** FFmpeg's demuxer of picture files. */
export const PICTURE_DEMUXER = 'image2';

/** FFmpeg's options that keep a film from opening anything but itself: a local file, or the relay's address by http. */
export const limitInput = ({ address, isPicture = false }: FilmPlace): Readonly<Record<string, string>> => ({
  format_whitelist: isPicture ? PICTURE_DEMUXER : FILM_CONTAINERS,
  // A name is never a pattern that stands for other files.
  ...(isPicture && { pattern_type: 'none' }),
  protocol_whitelist: isUrl(address) ? 'http,tcp' : 'file',
  // The relay is on this machine. Unless the option is set, FFmpeg takes a proxy from the environment.
  ...(isUrl(address) && { http_proxy: 'none' }),
});

/** "file:" keeps a name such as "http:x.mp4" or "concat:a|b" from being taken for a protocol. */
export const toFfmpegUrl = ({ address }: FilmPlace): string => (isUrl(address) ? address : `file:${address}`);
