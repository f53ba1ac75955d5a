import { stat } from 'node:fs/promises';
import { isS3Address, statS3 } from '../../s3/index.ts';
import { findSequence } from '../sequences/picture-sequence.ts';
import { stampSequence } from '../sequences/sequence-identity.ts';
import { isUrl } from './film-url.ts';
import { PATIENCE, RemoteFile } from './remote-file.ts';

/**
 * Whether two stamps have one kind of location, so that a difference means that the film was
 * written.
 */
export const areStampsComparable = (one: string, other: string): boolean => kindOf(one) === kindOf(other);

const kindOf = (stamp: string): string => stamp.split(' ', 1)[0]!;

/**
 * Read a stamp that changes whenever a film is written, without reading the film: size and
 * modification time of a local file, the `ETag` (otherwise `Last-Modified`) of a URL, size and ETag
 * of an object in a bucket, size and time of each picture of a sequence. A copy of a film has the
 * same identity ({@link identifyFilm}) but may have another stamp.
 *
 * @returns the kind of location and text to compare for equality; empty if unknown. {@link
 * identifyFilm} reports errors.
 */
export async function stampFilm(path: string): Promise<string> {
  try {
    if (isUrl(path)) return await stampUrl(path);
    if (isS3Address(path)) {
      const { size, etag } = await statS3(path);
      return `s3 ${size} ${etag}`;
    }
    const sequence = await findSequence(path);
    if (sequence !== null) return await stampSequence(sequence);
    const { size, mtimeMs } = await stat(path);
    // Whole milliseconds: file systems and network shares round finer times differently.
    return `file ${size} ${Math.floor(mtimeMs)}`;
  } catch {
    return '';
  }
}

/** One request without retries: {@link identifyFilm} retries. */
async function stampUrl(url: string): Promise<string> {
  const { tag } = await RemoteFile.open(url, url, { ...PATIENCE, pauses: [] });
  return tag === null ? '' : `url ${tag}`;
}
