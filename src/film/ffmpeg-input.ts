import { FILM_CONTAINERS } from './film-containers.ts';
import type { FilmPlace } from './film-place.ts';
import { isUrl, NETWORK_OPTIONS } from './film-url.ts';

/** Where a film lies, as FFmpeg's programs take it: options and the address are what goes before and after `-i`. */
export interface FfmpegInput extends FilmPlace {
  readonly options: readonly string[];
}

/**
 * Address a film so that its demuxer opens nothing else: a local file by the file protocol alone, an http or https address by
 * those two and what they run over.
 */
export function addressFilm({ path, address }: FilmPlace): FfmpegInput {
  const isRemote = isUrl(address);
  const protocols = isRemote ? 'http,https,tls,tcp' : 'file';
  return {
    path,
    options: [
      ...['-protocol_whitelist', protocols, '-format_whitelist', FILM_CONTAINERS],
      ...(isRemote ? Object.entries(NETWORK_OPTIONS).flatMap(([name, value]) => [`-${name}`, value]) : []),
    ],
    // "file:" keeps a name such as "http:x.mp4" or "concat:a|b" from being taken for a protocol.
    address: isRemote ? address : `file:${address}`,
  };
}
