import type { Dictionary, FormatContext } from 'node-av/lib';
import { FilmError } from '../frame/index.ts';
import { FILM_CONTAINERS } from './film-containers.ts';
import type { FilmPlace } from './film-place.ts';
import { isUrl, NETWORK_OPTIONS } from './film-url.ts';
import type { Libav } from './libav.ts';

/** Protocols that a film on the network, or in a file, may be read through. */
const URL_PROTOCOLS = 'http,https,tls,tcp';
const FILE_PROTOCOLS = 'file';

/** Microseconds without a byte after which a server is given up. */
const NETWORK_TIMEOUT = '30000000';

/**
 * Open a local file or a URL (http, https) as a container, letting the demuxer open nothing else.
 *
 * @returns the open context; the caller closes it.
 * @throws {FilmError} `unreadable`.
 */
export function openContainer(libav: Libav, { path, address }: FilmPlace): FormatContext {
  const { FormatContext, Dictionary, FFmpegError } = libav.lib;
  const context = new FormatContext();
  const options = new Dictionary();
  options.set('protocol_whitelist', isUrl(address) ? URL_PROTOCOLS : FILE_PROTOCOLS);
  if (isUrl(address)) {
    options.set('rw_timeout', NETWORK_TIMEOUT);
    for (const [name, value] of Object.entries(NETWORK_OPTIONS)) options.set(name, value);
  }
  options.set('format_whitelist', FILM_CONTAINERS);
  try {
    // "file:" keeps a name such as "http:x.mp4" or "concat:a|b" from being taken for a protocol.
    let code = context.openInputSync(isUrl(address) ? address : `file:${address}`, null, options);
    if (code >= 0) code = context.findStreamInfoSync();
    if (code < 0) {
      const cause = new FFmpegError(code);
      throw new FilmError('unreadable', `${path}: not a film that can be read (${cause.message})`, { cause });
    }
    return context;
  } catch (error) {
    context.closeInputSync();
    throw error;
  } finally {
    options.free();
  }
}

/** Read one entry of a metadata dictionary, or null. Empty text counts as none. */
export function readTag(metadata: Dictionary | null, name: string): string | null {
  const text = metadata?.get(name)?.trim();
  return text === undefined || text === '' ? null : text;
}
