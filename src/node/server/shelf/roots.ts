import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { ServerError } from '../http/server-error.ts';

/** A file or folder named on the command line. */
export interface Root {
  /** The last part of the given path, for users. */
  readonly name: string;
  /** Absolute, with all links resolved. */
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Resolve the named files and folders. Links are followed once, at this point.
 *
 * @throws {ServerError} `not-found`, `unreadable`.
 */
export async function openRoots(inputs: readonly string[]): Promise<readonly Root[]> {
  return Promise.all(inputs.map(openRoot));
}

async function openRoot(input: string): Promise<Root> {
  try {
    const path = await realpath(input);
    const stats = await stat(path);
    await access(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    if (!stats.isDirectory() && !stats.isFile()) {
      throw new ServerError('unreadable', `${input}: is neither a file nor a folder`);
    }
    return { name: basename(resolve(input)) || path, path, isFolder: stats.isDirectory() };
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new ServerError('not-found', `${input}: no such file or folder`, { cause });
    }
    throw new ServerError('unreadable', `${input}: cannot be read (${code || 'no path'})`, { cause });
  }
}
