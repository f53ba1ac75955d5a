import type { Dirent } from 'node:fs';
import { type FileHandle, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import type { Shelf, ShelfItem } from '../../../core/protocol/index.ts';
import { findKind } from './file-kind.ts';
import type { Root } from './roots.ts';
import { findShelfFile, openShelfFile } from './shelf-file.ts';
import { formatShelfPath } from './shelf-path.ts';

/** More files than a page can show. */
const MAX_ITEMS = 5_000;
/** Maximum folder entries to read, so that listing a whole disk ends. */
const MAX_ENTRIES = 100_000;
/** Maximum depth of nested folders. */
const MAX_DEPTH = 12;

/** Bytes at the start of a fingerprint file that identify it. */
const HEAD_BYTES = 4096;
/** Maximum bytes that these unpack to: gzip compresses by at most 1,032 to 1. */
const MAX_UNPACKED = 2 ** 23;
const MARK = '"chromatheque/fingerprint"';

const unzip = promisify(gunzip);

/**
 * List the named films, fingerprints and stills, and those in named folders and their subfolders.
 * Links to folders are not followed; links to files are followed only inside the named folder.
 * Files that cannot be read are left out.
 */
export async function listShelf(roots: readonly Root[]): Promise<Shelf> {
  const items: ShelfItem[] = [];
  let entries = 0;
  let isCut = false;

  async function add(root: number, parts: readonly string[], folder: string): Promise<void> {
    const path = formatShelfPath({ root, parts });
    const item = await describeItem(roots, path).catch(() => null);
    if (item === null) return;
    if (items.length >= MAX_ITEMS) isCut = true;
    else items.push({ ...item, path, name: parts.at(-1)!, folder });
  }

  async function addFolder(root: number, parts: readonly string[]): Promise<void> {
    const { path, name } = roots[root]!;
    const found = (await readFolder(join(path, ...parts))).filter((entry) => !entry.name.startsWith('.'));
    entries += found.length;
    if (entries > MAX_ENTRIES || parts.length >= MAX_DEPTH) isCut = true;
    for (const entry of found) {
      if (isCut) return;
      if (!entry.isDirectory() && findKind(entry.name))
        await add(root, [...parts, entry.name], [name, ...parts].join('/'));
    }
    for (const entry of found) {
      if (isCut) return;
      if (entry.isDirectory()) await addFolder(root, [...parts, entry.name]);
    }
  }

  for (const [root, { name, isFolder }] of roots.entries()) {
    if (isFolder) await addFolder(root, []);
    else await add(root, [name], '');
  }
  return { items, isCut };
}

/** Compare names, numbers by value, independent of the locale of the machine. */
const { compare } = new Intl.Collator('en', { numeric: true });

async function readFolder(path: string): Promise<Dirent[]> {
  try {
    return (await readdir(path, { withFileTypes: true })).sort((one, other) => compare(one.name, other.name));
  } catch {
    return [];
  }
}

async function describeItem(
  roots: readonly Root[],
  path: string,
): Promise<Pick<ShelfItem, 'kind' | 'bytes' | 'modifiedMs'> | null> {
  const { handle, size, kind } = await openShelfFile(await findShelfFile(roots, path));
  try {
    if (kind === 'fingerprint' && !(await isFingerprint(handle))) return null;
    return { kind, bytes: size, modifiedMs: Math.floor((await handle.stat()).mtimeMs) };
  } finally {
    await handle.close();
  }
}

/** Read the start of a JSON file to detect a fingerprint. Other JSON files are not listed. */
async function isFingerprint(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head.includes(MARK);
  try {
    // The data is cut off on purpose, so that its missing end is not an error.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED };
    return (await unzip(head, options)).includes(MARK);
  } catch {
    return false;
  }
}
