import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FilmError, hasFilmExtension } from '../../../core/frame/index.ts';
import { explainS3Failure, findSequence } from '../../film/index.ts';
import { isS3Address, listS3 } from '../../s3/index.ts';
import { joinOutput } from '../outputs/store.ts';

/** What a list of films and folders comes to. */
export interface FilmList {
  /** In the order given, the films of a folder in that of their names. */
  readonly films: readonly string[];
  /** By folder, what of it is no film by its name: other files, folders with a slash after them; hidden ones are not counted. */
  readonly passedOver: ReadonlyMap<string, readonly string[]>;
}

/**
 * Put the films that are directly in a folder in its place. A folder without films that holds numbered pictures is one film itself.
 *
 * @param inputs files, folders, URLs and addresses in buckets, where a folder is what ends in a slash, or the bucket. Whether a file is there and a film is left to whoever reads it.
 * @throws {FilmError} `not-found` for a folder without films, `unreadable` for one that may not be read.
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

/** Names of what is directly in a bucket's folder, folders with a slash after them. */
async function readBucket(address: string): Promise<string[]> {
  try {
    const { names, folders } = await listS3(address);
    return [...names, ...folders.map((name) => `${name}/`)];
  } catch (error) {
    throw explainS3Failure(error);
  }
}

/** Names of what is directly in a folder, folders with a slash after them. */
async function readFolder(folder: string): Promise<string[]> {
  try {
    // Names that are not UTF-8 may look the same here; none of them can be opened, and each is reported when it is read.
    const names = [...new Set(await readdir(folder))];
    return await Promise.all(names.map(async (name) => ((await isFolder(join(folder, name))) ? `${name}/` : name)));
  } catch (cause) {
    throw new FilmError('unreadable', `${folder}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
    });
  }
}

/** Names of a warning at most. */
const MAX_NAMES = 5;

/** List names in a sentence, the first of them where they are many: "a, b, c, d, e and 7 more". */
export const listFirst = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
