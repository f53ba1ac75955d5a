import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { FilmError } from '../frame/index.ts';

/** How much of a film is hashed: blocks of this size, this many, spread evenly over the file. 1 MiB in all. */
const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 64;

/**
 * Identify a film by its content: SHA-256 over its size and blocks spread over the file, so that a copy under another
 * name is the same film and a 50 GB file takes no longer than a short one.
 *
 * @returns 32 hexadecimal digits.
 * @throws {FilmError} `not-found`, or `unreadable` for a folder, an empty file or one that may not be read.
 */
export async function identifyFilm(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stats = await file.stat();
    if (stats.isDirectory()) throw new FilmError('unreadable', `${path}: is a folder; name the films in it`);
    if (!stats.isFile()) throw new FilmError('unreadable', `${path}: is not a regular file`);
    if (stats.size === 0) throw new FilmError('unreadable', `${path}: is empty`);
    return await hashBlocks(file, stats.size);
  } catch (error) {
    if (error instanceof FilmError) throw error;
    throw explainOpenError(path, error);
  } finally {
    await file?.close();
  }
}

async function hashBlocks(file: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  hash.update(`${size}\n`);
  const block = Buffer.alloc(Math.min(size, BLOCK_BYTES));
  const blocks = Math.min(BLOCKS, Math.ceil(size / BLOCK_BYTES));
  for (let i = 0; i < blocks; i++) {
    const position = blocks === 1 ? 0 : Math.floor(((size - block.length) * i) / (blocks - 1));
    const { bytesRead } = await file.read(block, 0, block.length, position);
    hash.update(block.subarray(0, bytesRead));
  }
  return hash.digest('hex').slice(0, 32);
}

function explainOpenError(path: string, error: unknown): FilmError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new FilmError('not-found', `${path}: no such file`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new FilmError('unreadable', `${path}: no permission to read it`, { cause: error });
  }
  if (code === 'EISDIR')
    return new FilmError('unreadable', `${path}: is a folder; name the films in it`, { cause: error });
  return new FilmError('unreadable', `${path}: cannot be read (${String(code ?? error)})`, { cause: error });
}
