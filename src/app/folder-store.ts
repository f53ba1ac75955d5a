import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainOpenError, identifyFilm } from '../film/index.ts';
import { FilmError } from '../frame/index.ts';
import type { OutputStore } from './output-store.ts';
import { WriteError } from './write-error.ts';

/** The files of this machine. */
export const folderStore: OutputStore = {
  checkWritable,
  writeWhole,
  async read(path) {
    try {
      return await readFile(path);
    } catch (cause) {
      const error = explainOpenError(path, cause);
      if (error.code === 'not-found') return null;
      throw error;
    }
  },
  async identify(path) {
    try {
      // The identity of films serves any file: its size, and blocks spread over it.
      return await identifyFilm(path);
    } catch (error) {
      if (error instanceof FilmError) return null;
      throw error;
    }
  },
};

/** The folder is there, or can be made in one that is, and may be written to. */
async function checkWritable(path: string): Promise<void> {
  const folder = await findFolder(path);
  try {
    if (!(await stat(folder)).isDirectory()) throw new WriteError(path, `${folder} is not a folder`);
    await access(folder, constants.W_OK);
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    throw new WriteError(path, explain(cause, folder), { cause });
  }
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isFolder) throw new WriteError(path, 'is a folder');
}

/** The folder that a file goes to, or where that is still to be made, the one it is made in: a single one, for more are a slip of the pen. */
async function findFolder(path: string): Promise<string> {
  const folder = dirname(path);
  return (await isMissing(folder)) && !(await isMissing(dirname(folder))) ? dirname(folder) : folder;
}

const isMissing = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );

/** Aside first, then renamed, so that nobody ever sees half of it and a failure leaves what was there. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  // Several machines may write into one folder, and in containers their processes have the same numbers.
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    if (await isMissing(dirname(path))) await mkdir(dirname(path)).catch(unlessThere);
    const file = await open(aside, 'wx');
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true });
    throw new WriteError(path, explain(cause, dirname(path)), { cause });
  }
}

/** Somebody else may have made it meanwhile. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function explain(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return `there is no folder ${folder}; make it first`;
    case 'ENOTDIR':
      return `${folder} is not a folder`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `no permission to write in ${folder}`;
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return `cannot be written (${error instanceof Error ? error.message : String(error)})`;
  }
}
