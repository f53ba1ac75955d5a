import { randomBytes } from 'node:crypto';
import { constants, type Stats, writeFile as write } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { FilmError } from '../../../core/frame/index.ts';
import { explainOpenError, identifyFilm } from '../../film/index.ts';
import type { OutputStore } from './store.ts';
import { WriteError } from './write-error.ts';

/** Stores outputs as files of this machine. */
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
      // The identity of films works for any file: it hashes the size and blocks spread over the
      // file.
      return await identifyFilm(path);
    } catch (error) {
      if (error instanceof FilmError) return null;
      throw error;
    }
  },
};

/**
 * Check that the folder exists or can be created in an existing one, and that a file of this name
 * can be written to it.
 */
async function checkWritable(path: string): Promise<void> {
  let folder = dirname(path);
  if (path.endsWith('/') || path.endsWith(sep)) throw new WriteError(path, 'names a folder; name a file in it');
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) {
    throw new WriteError(path, 'outputs can be written to files and to s3://BUCKET/KEY alone');
  }
  try {
    await refuseBrokenName(path);
    const { path: target, stats } = await findTarget(path);
    if (stats?.isDirectory()) throw new WriteError(path, 'is a folder');
    if (isDirect(target, stats)) {
      await access(target, constants.W_OK);
      return;
    }
    folder = await findFolder(target);
    if (!(await stat(folder)).isDirectory()) throw new WriteError(path, `${folder} is not a folder`);
    await access(folder, constants.W_OK);
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    throw new WriteError(path, explain(cause, folder), { cause });
  }
}

/** A file to write, after links are followed. */
interface Target {
  readonly path: string;
  /** Null if the file does not exist yet. */
  readonly stats: Stats | null;
}

/** Maximum number of links to follow: the same as in Linux (path_resolution(7)). */
const MAX_LINKS = 40;

/** Follow the links of a path to the file that they lead to. */
async function findTarget(path: string): Promise<Target> {
  let target = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    // The kernel's links, such as /dev/stdout, do not contain names of files.
    if (isKernel(target)) return { path: target, stats: await stat(target) };
    const stats = await lstat(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!stats?.isSymbolicLink()) return { path: target, stats };
    target = resolve(await realpath(dirname(target)), await readlink(target));
  }
  throw new WriteError(path, 'its links lead to each other');
}

const isKernel = (path: string): boolean => /^\/(?:dev|proc)\//.test(path);

/**
 * Whether to write to a file directly: a pipe, a device or a socket. Replacing it would disconnect
 * its reader.
 */
const isDirect = (path: string, stats: Stats | null): boolean =>
  stats !== null && !stats.isDirectory() && (isKernel(path) || !stats.isFile());

/**
 * Node replaces bytes of a name that are not UTF-8 by U+FFFD. Writing to that name would create
 * another file.
 */
const BROKEN = '\ufffd';

/**
 * @throws {WriteError} for a path with such a name, unless a file or folder of that name exists.
 */
async function refuseBrokenName(path: string): Promise<void> {
  const broken = path.lastIndexOf(BROKEN);
  if (broken < 0) return;
  const end = path.indexOf(sep, broken);
  if (await isMissing(end < 0 ? path : path.slice(0, end))) {
    throw new WriteError(path, 'its name is not valid UTF-8; choose another name');
  }
}

/**
 * Find the folder of a file, or if it does not exist, the existing folder to create it in. Only one
 * folder is created: more than one missing folder is probably a typo.
 */
async function findFolder(path: string): Promise<string> {
  const folder = dirname(path);
  return (await isMissing(folder)) && !(await isMissing(dirname(folder))) ? dirname(folder) : folder;
}

const isMissing = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );

/**
 * Write a file beside its target and rename it, so that no process sees half of it and a failure
 * leaves the old file. If the path is a link, the file that it leads to is written. A replaced file
 * keeps its mode. Pipes and devices are written to directly.
 */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  let folder = dirname(path);
  try {
    await refuseBrokenName(path);
    if (await isMissing(folder)) await mkdir(folder).catch(unlessThere);
    const target = await findTarget(path);
    if (isDirect(target.path, target.stats)) {
      await writeDirectly(target, content);
      return;
    }
    folder = dirname(target.path);
    await writeBeside(target, content);
  } catch (cause) {
    if (cause instanceof WriteError) throw cause;
    throw new WriteError(path, explain(cause, folder), { cause });
  }
}

async function writeBeside({ path, stats }: Target, content: Uint8Array | string): Promise<void> {
  // Random, because several machines may write to one folder, and processes in containers may have
  // the same ids.
  const suffix = `.${randomBytes(6).toString('hex')}.part`;
  const aside = join(dirname(path), cutName(basename(path), MAX_NAME_BYTES - suffix.length) + suffix);
  const file = await open(aside, 'wx', stats === null ? undefined : 0o600);
  try {
    try {
      await file.writeFile(content);
      if (stats !== null) await keepOwner(file, stats);
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Maximum bytes of a name on nearly all file systems (NAME_MAX, limits.h). */
const MAX_NAME_BYTES = 255;

/** Cut a name between characters to at most this number of bytes. */
function cutName(name: string, bytes: number): string {
  let cut = '';
  for (const character of name) {
    if (Buffer.byteLength(cut) + Buffer.byteLength(character) > bytes) break;
    cut += character;
  }
  return cut;
}

async function keepOwner(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await file.stat();
  // Only the superuser may give a file to another user.
  if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid).catch(unlessForbidden);
  await file.chmod(mode & 0o7777);
}

function unlessForbidden(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPERM') throw error;
}

async function writeDirectly({ path, stats }: Target, content: Uint8Array | string): Promise<void> {
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  const descriptor = number ?? { '/dev/stdout': 1, '/dev/stderr': 2 }[path];
  // Write to a file that is already open (`> file`) at its current position: opening it again would
  // start at its beginning.
  if (stats?.isFile() && descriptor !== undefined) await writeDescriptor(Number(descriptor), content);
  else await writeFile(path, content);
}

const writeDescriptor = promisify(
  (descriptor: number, content: Uint8Array | string, done: (error: Error | null) => void) =>
    write(descriptor, content, done),
);

/** Another process may have created the folder first. */
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
    case 'ENAMETOOLONG':
      return 'its name is too long for the file system; choose a shorter one';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return `cannot be written (${error instanceof Error ? error.message : String(error)})`;
  }
}
