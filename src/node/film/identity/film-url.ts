import { basename, resolve } from 'node:path';
import { isS3Address, nameS3Object } from '../../s3/index.ts';
import { hashBlocks } from './film-blocks.ts';
import { RemoteFile } from './remote-file.ts';

/** Whether a path is an http or https URL. */
export const isUrl = (path: string): boolean => /^https?:\/\//i.test(path);

/**
 * Name a film: its file name, the name of its folder of pictures, or the last part of its key or
 * URL, without what follows `?` or `#`.
 */
export function nameFilm(path: string): string {
  if (isS3Address(path)) return nameS3Object(path);
  // A folder may be ".".
  if (!isUrl(path)) return basename(resolve(path));
  if (!URL.canParse(path)) return basename(path.replace(/[?#].*/s, ''));
  const { pathname, hostname } = new URL(path);
  return basename(pathname.replace(/(?:%[0-9a-f]{2})+/gi, decodeName)) || hostname;
}

/**
 * Decode percent-encoding, except for invalid UTF-8 and for control characters, which no file name
 * should contain.
 */
function decodeName(encoded: string): string {
  try {
    const text = decodeURI(encoded);
    return /\p{Cc}/u.test(text) ? encoded : text;
  } catch {
    return encoded;
  }
}

/**
 * Identify a film on a server by its content, like {@link identifyFilm} a local one: the same film
 * has the same identity.
 *
 * @throws {FilmError} `not-found`, or `unreadable` for a server that does not respond or does not
 * support ranges.
 */
export async function identifyUrl(url: string): Promise<string> {
  const file = await RemoteFile.open(url);
  return hashBlocks(file.size, (position, length) => file.read(position, length));
}
