import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that cannot be written: the world's mistake. The message names it and says why. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly path: string;

  constructor(path: string, message: string, options?: { cause?: unknown }) {
    super(`${path}: ${message}`, options);
    this.path = path;
  }
}

/**
 * Check that a file could be written, before the work that would go into it.
 *
 * @throws {WriteError}
 */
export async function checkWritable(path: string): Promise<void> {
  const folder = dirname(path);
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

/**
 * Write a file whole or not at all: aside first, then renamed, so that nobody ever sees half of it and a failure leaves
 * what was there.
 *
 * @throws {WriteError}
 */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  // Several machines may write into one folder, and in containers their processes have the same numbers.
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
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
