import { createReadStream } from 'node:fs';
import type { FilmPlace } from '../identity/film-place.ts';
import { isUrl } from '../identity/film-url.ts';

/**
 * Bytes at the end of a chunk that are searched again with the next one: a header may be in both.
 */
const OVERLAP = 32;

/**
 * Warn that a file contains further recordings after the one that FFmpeg reads: FFmpeg ends Flash
 * video and Ogg where the next one starts. Films on a server are not searched, because that would
 * read the whole film.
 *
 * @param container FFmpeg's name of the container.
 * @returns a sentence without a period, or null.
 */
export async function warnOfJoinedTail({ address }: FilmPlace, container: string): Promise<string | null> {
  const isHead = { flv: findFlashHead, ogg: createOggSearch() }[container];
  if (isHead === undefined || isUrl(address)) return null;
  let rest = '';
  let position = 0;
  for await (const chunk of createReadStream(address, { encoding: 'latin1', highWaterMark: 2 ** 20 })) {
    const text: string = rest + chunk;
    if (isHead(text, position)) {
      return 'several recordings are joined in this file, and only the first can be read; convert each to Matroska first';
    }
    rest = text.slice(-OVERLAP);
    position += text.length - rest.length;
  }
  return null;
}

/**
 * The header of a Flash video: signature, version 1, tracks, length of the header, size of the tag
 * before the first.
 */
const findFlashHead = (text: string, position: number): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes.
  text.slice(position === 0 ? 1 : 0).search(/FLV\x01[\x00-\x05]\x00\x00\x00\x09\x00\x00\x00\x00/) >= 0;

/**
 * Find a page that begins a stream (RFC 3533, section 6: bit 2 of the type) after one that does
 * not.
 */
function createOggSearch(): (text: string) => boolean {
  let hasData = false;
  return (text) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes.
    for (const [, type] of text.matchAll(/OggS\x00([\x00-\x07])/g)) {
      const isFirst = (type!.charCodeAt(0) & 2) !== 0;
      if (isFirst && hasData) return true;
      hasData ||= !isFirst;
    }
    return false;
  };
}
