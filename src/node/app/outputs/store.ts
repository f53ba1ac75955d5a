import { join } from 'node:path';
import { isS3Address } from '../../s3/index.ts';
import { folderStore } from './local-store.ts';
import { s3Store } from './s3-store.ts';
import { WriteError } from './write-error.ts';

/**
 * The port that writes outputs and reads them again: folders of this machine, or buckets. Paths are
 * complete.
 */
export interface OutputStore {
  /**
   * Check that a file can be written, before the work to create it.
   *
   * @throws {WriteError}
   */
  checkWritable(path: string): Promise<void>;
  /**
   * Write a file whole or not at all.
   *
   * @throws {WriteError}
   */
  writeWhole(path: string, content: Uint8Array | string): Promise<void>;
  /**
   * Read a file that was written; null if it does not exist.
   *
   * @throws {FilmError}
   */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * Return an identity that changes with the content of the file; null if the file does not exist
   * or cannot be read.
   */
  identify(path: string): Promise<string | null>;
}

/** Choose the store that a path belongs to. */
export const storeOf = (path: string): OutputStore => (isS3Address(path) ? s3Store : folderStore);

/** Append a file's name to a folder, or to the prefix of a bucket. */
export const joinOutput = (folder: string, name: string): string =>
  isS3Address(folder) ? `${folder.replace(/\/$/, '')}/${name}` : join(folder, name);

/** Return an identity that changes with the content of a file; null if the file does not exist. */
export const identifyOutput = (path: string): Promise<string | null> => storeOf(path).identify(path);

/**
 * Check that a file can be written, on this machine or in a bucket, before the work to create it.
 *
 * @throws {WriteError}
 */
export const checkWritable = (path: string): Promise<void> => storeOf(path).checkWritable(path);

/**
 * Leave out outputs that cannot be written.
 *
 * @param fail called with the error of each output that is left out.
 * @throws {WriteError} the first error, if no output can be written.
 */
export async function filterWritable<T>(
  outputs: readonly T[],
  pathOf: (output: T) => string,
  fail: (error: WriteError) => void,
): Promise<T[]> {
  const writable: T[] = [];
  const errors: WriteError[] = [];
  for (const output of outputs) {
    try {
      await checkWritable(pathOf(output));
      writable.push(output);
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first !== undefined && writable.length === 0) throw first;
  for (const error of errors) fail(error);
  return writable;
}

/**
 * Write a file, on this machine or in a bucket, whole or not at all.
 *
 * @throws {WriteError}
 */
export const writeWhole = (path: string, content: Uint8Array | string): Promise<void> =>
  storeOf(path).writeWhole(path, content);
