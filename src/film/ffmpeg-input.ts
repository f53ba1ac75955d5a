import { FILM_CONTAINERS } from './film-containers.ts';

/** Where a film lies, as FFmpeg's programs take it. */
export interface FfmpegInput {
  /** What the user called it. */
  readonly path: string;
  /** Options and the address: what goes before and after `-i`. */
  readonly options: readonly string[];
  readonly address: string;
}

/**
 * Address a film so that its demuxer opens nothing else: a local file by the file protocol alone, an http or https address by
 * those two and what they run over.
 */
export function addressFilm(path: string): FfmpegInput {
  const isRemote = /^https?:\/\//i.test(path);
  const protocols = isRemote ? 'http,https,tls,tcp' : 'file';
  return {
    path,
    options: ['-protocol_whitelist', protocols, '-format_whitelist', FILM_CONTAINERS],
    // "file:" keeps a name such as "http:x.mp4" or "concat:a|b" from being taken for a protocol.
    address: isRemote ? path : `file:${path}`,
  };
}
