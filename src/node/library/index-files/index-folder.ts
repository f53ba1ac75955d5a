import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isS3Address } from '../../s3/index.ts';
import { openSegment, SEGMENT_EXTENSION, type SegmentFile } from './segment-file.ts';

/** The folder of the index inside a library. */
export const INDEX_FOLDER = '.chromatheque';
const PART_EXTENSION = '.part';
/** A part file that is older was left by a process that was killed. */
const MAX_PART_HOURS = 24;

/**
 * Choose the folder of an index: `.chromatheque` in the library, or a folder of its own in `dir`.
 *
 * @returns null for a library in a bucket without `dir`.
 */
export function findIndexFolder(place: string, dir: string | undefined): string | null {
  if (dir === undefined) return isS3Address(place) ? null : join(place, INDEX_FOLDER);
  const address = isS3Address(place) ? place.replace(/\/+$/, '') : resolve(place);
  return join(dir, createHash('sha256').update(address).digest('hex').slice(0, 16));
}

/** Files of an index folder. */
export interface IndexFiles {
  readonly segments: readonly SegmentFile[];
  /** Paths of files that are damaged or of another version. */
  readonly damaged: readonly string[];
}

/** Open all segments of an index folder. A folder that does not exist has none. */
export async function openSegments(folder: string): Promise<IndexFiles> {
  const segments: SegmentFile[] = [];
  const damaged: string[] = [];
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names.filter((each) => each.endsWith(SEGMENT_EXTENSION)).sort()) {
    const path = join(folder, name);
    try {
      const segment = openSegment(path, (await stat(path)).size);
      if (segment === null) damaged.push(path);
      else segments.push(segment);
    } catch {
      // Another process has just replaced it, or it cannot be read: its films are indexed again.
    }
  }
  return { segments, damaged };
}

/**
 * Write a segment: whole or not at all, whatever ends the process. A file of this name has the same
 * content, so it does not matter which process writes last.
 *
 * @throws the error of the file system.
 */
export async function writeSegment(folder: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const part = join(folder, `${name}.${randomBytes(6).toString('hex')}${PART_EXTENSION}`);
  const file = await open(part, 'wx');
  try {
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Remove files of an index that no process needs. Failures do no harm: the files are ignored. */
export async function removeSegments(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { force: true }).catch(() => undefined)));
}

/** Remove what processes that were killed left in the folder. */
export async function removeOldParts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names.filter((each) => each.endsWith(PART_EXTENSION))) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    const isOld = facts !== null && Date.now() - facts.mtimeMs > MAX_PART_HOURS * 3_600_000;
    if (isOld) await rm(path, { force: true }).catch(() => undefined);
  }
}
