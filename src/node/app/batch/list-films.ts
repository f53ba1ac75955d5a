import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FilmError, hasFilmExtension } from '../../../core/frame/index.ts';
import { explainS3Failure, findSequence } from '../../film/index.ts';
import { isS3Address, listS3 } from '../../s3/index.ts';
import { joinOutput } from '../outputs/store.ts';

/** The films of a list of films and folders. */
export interface FilmList {
  /** In the given order; the films of a folder are in order of their names. */
  readonly films: readonly string[];
  /**
   * By folder, the names in it that are not names of films: other files, and folders with a
   * trailing slash. Hidden files and folders are not listed.
   */
  readonly passedOver: ReadonlyMap<string, readonly string[]>;
}

/**
 * Replace each folder by the films directly in it. A folder of numbered pictures without films is
 * one film.
 *
 * @param inputs files, folders, URLs and addresses in buckets. In a bucket, an address that ends in
 *   a slash is a folder, and so is the bucket itself. Files are not checked here: the reader
 *   reports a file that does not exist or is not a film.
 * @throws {FilmError} `not-found` for a folder without films, `unreadable` for a folder that cannot
 *   be read.
 */
export async function listFilms(inputs: readonly string[]): Promise<FilmList> {
  const films: string[] = [];
  const passedOver = new Map<string, string[]>();
  for (const input of inputs) {
    if (!(await isFolder(input))) {
      films.push(input);
      continue;
    }
    const names = isS3Address(input) ? await readBucket(input) : await readFolder(input);
    const found: string[] = [];
    const others: string[] = [];
    for (const name of names.filter((name) => !name.startsWith('.')).sort()) {
      if (hasFilmExtension(name)) found.push(joinOutput(input, name));
      else others.push(name);
    }
    if (found.length === 0) {
      if ((await findSequence(input)) === null) {
        throw new FilmError('not-found', `${input}: there are no films directly in this folder`);
      }
      films.push(input);
      continue;
    }
    films.push(...found);
    if (others.length > 0) passedOver.set(input, others);
  }
  return { films, passedOver };
}

const isFolder = async (path: string): Promise<boolean> =>
  isS3Address(path)
    ? /^s3:\/\/[^/]*$|\/$/i.test(path)
    : stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      );

/** List the names directly in a bucket's folder; folders have a trailing slash. */
async function readBucket(address: string): Promise<string[]> {
  try {
    const { objects, folders } = await listS3(address);
    return [...objects.map(({ name }) => name), ...folders.map((name) => `${name}/`)];
  } catch (error) {
    throw explainS3Failure(error);
  }
}

/** List the names directly in a folder; folders have a trailing slash. */
async function readFolder(folder: string): Promise<string[]> {
  try {
    // Different names that are not UTF-8 may be equal here. None of them can be opened, and reading
    // each reports the error.
    const names = [...new Set(await readdir(folder))];
    return await Promise.all(names.map(async (name) => ((await isFolder(join(folder, name))) ? `${name}/` : name)));
  } catch (cause) {
    throw new FilmError('unreadable', `${folder}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
    });
  }
}

/** Maximum names in a warning. */
const MAX_NAMES = 5;

/** List names for a message, only the first if there are many: "a, b, c, d, e and 7 more". */
export const listFirst = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
