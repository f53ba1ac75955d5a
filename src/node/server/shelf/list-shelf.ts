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

/** More than a page could show, or a person look through. */
const MAX_ITEMS = 5_000;
/** Entries of folders that are looked at, so that naming a whole disk ends. */
const MAX_ENTRIES = 100_000;
/** Folders within folders. */
const MAX_DEPTH = 12;

/** Bytes of a fingerprint's file that say that it is one: it does so at its beginning. */
const HEAD_BYTES = 4096;
/** And what they unpack to at most: gzip packs no more than 1,032 to 1. */
const MAX_UNPACKED = 2 ** 23;
const MARK = '"chromatheque/fingerprint"';

const unzip = promisify(gunzip);

/**
 * List the films, fingerprints and stills that were named, and those in folders that were, and in the folders therein. Links to folders are not followed, links to files
 * only where they stay inside. What cannot be read is left out.
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

/** By name, numbers by their value, the same on every machine. */
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

/** Tell by its beginning whether a file of JSON is a fingerprint: others are nobody's business. */
async function isFingerprint(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head.includes(MARK);
  try {
    // The rest of it is not there, which is no mistake.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED };
    return (await unzip(head, options)).includes(MARK);
  } catch {
    return false;
  }
}
