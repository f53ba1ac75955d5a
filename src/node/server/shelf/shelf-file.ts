import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { RequestError } from '../http/request-error.ts';
import { findKind, findNamedKind } from './file-kind.ts';
import type { Root } from './roots.ts';
import { parseShelfPath } from './shelf-path.ts';

/** A file that clients may read. */
export interface ShelfFile {
  /** Absolute; contained no link when it was found. */
  readonly path: string;
  readonly name: string;
  readonly kind: ShelfItem['kind'];
  /** Identify the file together with `inode`. */
  readonly device: bigint;
  readonly inode: bigint;
}

/** The same answer in all cases, so that it reveals nothing about files outside. */
const missing = (cause?: unknown): RequestError =>
  new RequestError('not-found', 'there is no such file on the shelf', cause === undefined ? undefined : { cause });

/**
 * Find a file by its path from a client. With links resolved, it must be inside the files and
 * folders named on the command line, and be a film, a fingerprint or a still.
 *
 * @throws {RequestError} `not-found` for everything else.
 */
export async function findShelfFile(roots: readonly Root[], text: string): Promise<ShelfFile> {
  const named = parseShelfPath(text);
  const root = named === null ? undefined : roots[named.root];
  if (named === null || root === undefined) throw missing();
  const isNamed = root.isFolder
    ? !named.parts.some((part) => part.startsWith('.'))
    : named.parts.length === 1 && named.parts[0] === root.name;
  if (!isNamed) throw missing();
  const wanted = root.isFolder ? join(root.path, ...named.parts) : root.path;
  try {
    const path = await realpath(wanted);
    const kind = kindInside(root, path);
    if (kind === null || (root.isFolder && findKind(named.parts.at(-1)!) !== kind)) throw missing();
    const stats = await lstat(path, { bigint: true });
    if (!stats.isFile()) throw missing();
    return { path, name: basename(path), kind, device: stats.dev, inode: stats.ino };
  } catch (cause) {
    throw cause instanceof RequestError ? cause : missing(cause);
  }
}

/**
 * Find the kind of a file by its path with all links resolved; null if it is outside the root, or
 * hidden in it.
 *
 * The target of a link must have a readable kind: a link named `film.mp4` opens no other kind.
 */
export function kindInside(root: Root, path: string): ShelfItem['kind'] | null {
  if (!root.isFolder) return path === root.path ? findNamedKind(root.name) : null;
  const parts = relative(root.path, path).split(sep);
  // A path outside begins with "..", or with another drive.
  if (!path.startsWith(root.path) || parts.some((part) => part === '' || part.startsWith('.'))) return null;
  return findKind(parts.at(-1)!);
}

/**
 * Check that a path still leads to the file that was found: a folder or link in it may have
 * changed.
 *
 * @throws {RequestError} `not-found` if not.
 */
export async function confirmShelfFile(file: ShelfFile): Promise<void> {
  try {
    const path = await realpath(file.path);
    const { dev, ino } = await lstat(path, { bigint: true });
    if (path !== file.path || dev !== file.device || ino !== file.inode) throw missing();
  } catch (cause) {
    throw cause instanceof RequestError ? cause : missing(cause);
  }
}

/** Do not follow a link or wait for a pipe that replaced the file. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file that is open for reading. The caller closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  readonly kind: ShelfItem['kind'];
}

/**
 * Open a file that was found, and check that the open file is the same.
 *
 * Linux reports the real path of an open file. On other systems, the path is resolved again, and
 * its device and inode are compared.
 *
 * @throws {RequestError} `not-found`.
 */
export async function openShelfFile(file: ShelfFile): Promise<OpenFile> {
  let handle: FileHandle;
  try {
    handle = await open(file.path, FLAGS);
  } catch (cause) {
    throw missing(cause);
  }
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile() || stats.dev !== file.device || stats.ino !== file.inode) throw missing();
    if (process.platform === 'linux') {
      if ((await readlink(`/proc/self/fd/${handle.fd}`)) !== file.path) throw missing();
    } else {
      await confirmShelfFile(file);
    }
    return { handle, size: Number(stats.size), kind: file.kind };
  } catch (error) {
    await handle.close();
    throw error instanceof RequestError ? error : missing(error);
  }
}
