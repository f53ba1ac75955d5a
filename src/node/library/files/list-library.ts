import { type Dirent, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import { isS3Address, listS3 } from '../../s3/index.ts';
import { explainReadError } from './explain-error.ts';

/** A file of a library with the name of a fingerprint. */
export interface LibraryFile {
  /** The complete path or address. */
  readonly path: string;
  /** The path inside the library, with slashes: `westerns/rio-bravo.json.gz`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Changes when the file is written: the time of modification, or the entity tag of an object. */
  readonly stamp: string;
}

/**
 * List the fingerprints of a library: files that end in `.json` or `.json.gz`, in subfolders too,
 * sorted by name in code point order. Hidden files and folders (such as the manifest of
 * `--out-dir`) are left out, and so is `film.json.gz` beside `film.json`.
 *
 * The files are not read: some may not be fingerprints.
 *
 * @param place a folder, or `s3://BUCKET/PREFIX`.
 * @throws {LibraryError} for a folder that does not exist or cannot be read.
 */
export async function listLibrary(place: string): Promise<LibraryFile[]> {
  const files = isS3Address(place) ? await listPrefix(place.replace(/\/+$/, ''), '') : await listFolder(place, '');
  const names = new Set(files.map(({ name }) => name));
  const isCopy = (name: string) => /\.gz$/i.test(name) && names.has(name.slice(0, -3));
  return files.filter(({ name }) => !isCopy(name)).sort((one, other) => (one.name < other.name ? -1 : 1));
}

const isListed = (name: string): boolean => /\.json(?:\.gz)?$/i.test(name) && !name.startsWith('.');

/** Files whose facts are read before other work of the process has its turn. */
const FILES_PER_TURN = 256;

/** @param below the path inside the library, empty or with a trailing slash. */
async function listFolder(root: string, below: string): Promise<LibraryFile[]> {
  const folder = join(root, below);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw explainReadError(folder, error);
  }
  const files: LibraryFile[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i % FILES_PER_TURN === FILES_PER_TURN - 1) await yieldTurn();
    const { name } = entry;
    if (name.startsWith('.')) continue;
    if (entry.isDirectory()) files.push(...(await listFolder(root, `${below}${name}/`)));
    if (!isListed(name) || !(entry.isFile() || entry.isSymbolicLink())) continue;
    const path = join(folder, name);
    // Four times as fast as `stat` of fs/promises for files of this machine. A file that is deleted
    // at the same time, or a link to nothing, is left out.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) continue;
    files.push({ path, name: `${below}${name}`, size: stats.size, stamp: String(stats.mtimeMs) });
  }
  return files;
}

/** @param below the key below the prefix of the library, empty or with a trailing slash. */
async function listPrefix(root: string, below: string): Promise<LibraryFile[]> {
  const address = `${root}/${below}`;
  try {
    const { objects, folders } = await listS3(address);
    const files = objects
      .filter(({ name }) => isListed(name))
      .map(({ name, size, etag }) => ({ path: `${address}${name}`, name: `${below}${name}`, size, stamp: etag }));
    for (const folder of folders) {
      if (!folder.startsWith('.')) files.push(...(await listPrefix(root, `${below}${folder}/`)));
    }
    return files;
  } catch (error) {
    throw explainReadError(address, error);
  }
}
