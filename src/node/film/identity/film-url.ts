import { basename, resolve } from 'node:path';
import { isS3Address, nameS3Object } from '../../s3/index.ts';
import { hashBlocks } from './film-blocks.ts';
import { RemoteFile } from './remote-file.ts';

/** Whether a film is read over the network: http and https alone. */
export const isUrl = (path: string): boolean => /^https?:\/\//i.test(path);

/** Name a film: its file name or the name of its folder of pictures, the last part of its key, or of its URL, without what follows `?` or `#`. */
export function nameFilm(path: string): string {
  if (isS3Address(path)) return nameS3Object(path);
  // A folder may be called ".".
  if (!isUrl(path)) return basename(resolve(path));
  if (!URL.canParse(path)) return basename(path.replace(/[?#].*/s, ''));
  const { pathname, hostname } = new URL(path);
  return basename(pathname.replace(/(?:%[0-9a-f]{2})+/gi, decodeName)) || hostname;
}

/** Undo percent-encoding, but not of what is not UTF-8, and not of control characters, which no file name should have. */
function decodeName(encoded: string): string {
  try {
    const text = decodeURI(encoded);
    return /\p{Cc}/u.test(text) ? encoded : text;
  } catch {
    return encoded;
  }
}

/**
 * Identify a film on a server by its content, as {@link identifyFilm} does a local one: the same film has the same identity.
 *
 * @throws {FilmError} `not-found`, or `unreadable` for a server that does not answer, or does not give parts of a file.
 */
export async function identifyUrl(url: string): Promise<string> {
  const file = await RemoteFile.open(url);
  return hashBlocks(file.size, (position, length) => file.read(position, length));
}
