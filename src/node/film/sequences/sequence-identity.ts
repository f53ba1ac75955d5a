import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { hashFile, READ_AT_ONCE } from '../identity/hash-file.ts';
import type { NumberedPicture, PictureSequence } from './picture-sequence.ts';

/**
 * Number of pictures whose content is hashed, spread evenly over the sequence, and of blocks of
 * each: 16 MiB in total.
 */
const HASHED_PICTURES = 256;
const BLOCKS_PER_PICTURE = 4;

/** Number of files read concurrently. */
const AT_ONCE = 64;

/** A picture's facts from the file system. */
export interface PictureStats {
  /** Bytes; 0 for a file that cannot be opened. */
  readonly size: number;
  /** Modification time, whole milliseconds. */
  readonly modified: number;
}

/** Read size and time of each picture, in order. */
export const statPictures = ({ pictures }: PictureSequence): Promise<PictureStats[]> =>
  mapAtOnce(pictures, ({ path }) =>
    stat(path).then(
      (stats) => ({ size: stats.isFile() ? stats.size : 0, modified: Math.floor(stats.mtimeMs) }),
      () => ({ size: 0, modified: 0 }),
    ),
  );

/**
 * Identify a sequence by its content: SHA-256 over number and size of every picture, and over
 * blocks of up to 256 pictures spread evenly over it. Names do not count, so a copy of the folder
 * is the same film.
 *
 * @returns 32 hexadecimal digits.
 */
export async function identifySequence(sequence: PictureSequence): Promise<string> {
  const { pictures } = sequence;
  const stats = await statPictures(sequence);
  const hash = createHash('sha256');
  hash.update(`${pictures.length} pictures\n`);
  for (const [i, { number }] of pictures.entries()) hash.update(`${number} ${stats[i]!.size}\n`);
  const hashed = Math.min(HASHED_PICTURES, pictures.length);
  const chosen = Array.from({ length: hashed }, (_, i) => Math.floor(((pictures.length - 1) * i) / (hashed - 1)));
  for (const id of await mapAtOnce(chosen, (i) => hashPicture(pictures[i]!, stats[i]!.size))) hash.update(`${id}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Hash blocks of a picture; a picture that cannot be read has none. */
async function hashPicture({ path }: NumberedPicture, size: number): Promise<string> {
  if (size === 0) return '';
  try {
    const file = await open(path, READ_AT_ONCE);
    try {
      return await hashFile(file, size, BLOCKS_PER_PICTURE);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

/**
 * Read a stamp that changes whenever a picture of a sequence is written, added or removed, without
 * reading pictures.
 *
 * @returns text to compare for equality.
 */
export async function stampSequence(sequence: PictureSequence): Promise<string> {
  const stats = await statPictures(sequence);
  const hash = createHash('sha256');
  for (const [i, { number }] of sequence.pictures.entries()) {
    hash.update(`${number} ${stats[i]!.size} ${stats[i]!.modified}\n`);
  }
  return `sequence ${sequence.pictures.length} ${hash.digest('hex').slice(0, 32)}`;
}

/** Map items with limited concurrency, in order. */
async function mapAtOnce<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(map))));
  }
  return results;
}
