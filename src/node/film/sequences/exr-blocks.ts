import { type FileHandle, open } from 'node:fs/promises';
import { explainOpenError } from '../identity/film-file.ts';

/** First bytes of an OpenEXR file (OpenEXR File Layout, "Magic Number"). */
const MAGIC = 20_000_630;

/** Larger files are not checked, so that they are not read into memory twice. */
const MAX_BYTES = 2 ** 30;

/** Bits of its version field: one tiled part; several parts. */
const IS_TILED = 0x200;
const IS_MULTIPART = 0x1000;

/**
 * Lines of a block by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB (OpenEXR
 * File Layout, "Scan Lines").
 */
const BLOCK_LINES: readonly number[] = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];

interface Header {
  readonly attributes: ReadonlyMap<string, Buffer>;
  /** Byte position of its end. */
  readonly end: number;
}

/**
 * Whether all blocks of an OpenEXR file's first part exist. FFmpeg shows missing blocks as black:
 * those of a truncated file, or of one that is still being rendered.
 *
 * @returns true for unchecked files: other formats, more than 1 GiB, tiles of several levels.
 * @throws {FilmError} for a file that cannot be opened.
 */
export async function hasAllExrBlocks(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (bytesRead < 8 || buffer.readUInt32LE(0) !== MAGIC || (await file.stat()).size > MAX_BYTES) return true;
    return checkBlocks(await file.readFile());
  } catch (error) {
    // A length or offset that points outside the file.
    if (error instanceof RangeError) return false;
    throw explainOpenError(path, error);
  } finally {
    await file?.close();
  }
}

function checkBlocks(bytes: Buffer): boolean {
  const version = bytes.readUInt32LE(4);
  const isMultipart = (version & IS_MULTIPART) !== 0;
  const first = readHeader(bytes, 8);
  const isTiled = (version & IS_TILED) !== 0 || first.attributes.get('type')?.toString('latin1') === 'tiledimage';
  const blocks = countBlocks(first, isTiled);
  if (blocks === null) return true;
  let table = first.end;
  // Headers of further parts end with an empty one.
  if (isMultipart) {
    for (; bytes.readUInt8(table) !== 0; table = readHeader(bytes, table).end);
    table++;
  }
  for (let i = 0; i < blocks; i++) {
    const offset = Number(bytes.readBigUInt64LE(table + 8 * i));
    // A block starts with its part, then its line or the position and level of its tile, then its
    // size.
    const sizeAt = offset + (isMultipart ? 4 : 0) + (isTiled ? 16 : 4);
    if (offset === 0 || sizeAt + 4 + bytes.readUInt32LE(sizeAt) > bytes.length) return false;
  }
  return true;
}

function readHeader(bytes: Buffer, begin: number): Header {
  const attributes = new Map<string, Buffer>();
  let at = begin;
  const readText = () => {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new RangeError('a name without an end');
    const text = bytes.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  for (let name = readText(); name !== ''; name = readText()) {
    readText();
    const size = bytes.readUInt32LE(at);
    at += 4;
    attributes.set(name, bytes.subarray(at, at + size));
    at += size;
  }
  return { attributes, end: at };
}

/** Count the blocks that a part must have; null if unknown. */
function countBlocks({ attributes }: Header, isTiled: boolean): number | null {
  const stated = attributes.get('chunkCount');
  if (stated !== undefined) return stated.readUInt32LE(0);
  const window = attributes.get('dataWindow');
  if (window === undefined) return null;
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => window.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  if (!isTiled) {
    const lines = BLOCK_LINES[attributes.get('compression')?.[0] ?? -1];
    return lines === undefined ? null : Math.ceil((bottom - top + 1) / lines);
  }
  const tiles = attributes.get('tiles');
  // The lower half of the last byte: 0 for one level.
  if (tiles === undefined || (tiles.readUInt8(8) & 0xf) !== 0) return null;
  return Math.ceil((right - left + 1) / tiles.readUInt32LE(0)) * Math.ceil((bottom - top + 1) / tiles.readUInt32LE(4));
}
