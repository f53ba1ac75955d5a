import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { hashBlocks } from './film-blocks.ts';

/**
 * Opens a pipe without a writer at once, so that it can be rejected. Windows has neither this flag
 * nor such pipes.
 */
export const READ_AT_ONCE: number = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Hash blocks of an open file: see {@link hashBlocks}. */
export const hashFile = (file: FileHandle, size: number, blocks?: number): Promise<string> =>
  hashBlocks(size, (position, length) => readBlock(file, position, length), blocks);

async function readBlock(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const block = Buffer.alloc(length);
  const { bytesRead } = await file.read(block, 0, length, position);
  return block.subarray(0, bytesRead);
}
