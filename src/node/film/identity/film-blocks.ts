import { createHash } from 'node:crypto';

/** How much of a film is hashed: blocks of this size, this many, spread evenly over it. 1 MiB in all. */
const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 64;

/** Blocks that are read at once: each of them may be a way to a server and back. */
const AT_ONCE = 8;

/**
 * Hash a film's size and blocks spread over it: its identity, wherever it lies, however large it is.
 *
 * @param size bytes, above 0.
 * @param readBlock reads `length` bytes from `position` on, or fewer at the end.
 * @param most blocks, two at least.
 * @returns 32 hexadecimal digits: the first half of a SHA-256.
 */
export async function hashBlocks(
  size: number,
  readBlock: (position: number, length: number) => Promise<Uint8Array>,
  most: number = BLOCKS,
): Promise<string> {
  const length = Math.min(size, BLOCK_BYTES);
  const blocks = Math.min(most, Math.ceil(size / BLOCK_BYTES));
  const hash = createHash('sha256');
  hash.update(`${size}\n`);
  const positions = Array.from({ length: blocks }, (_, i) =>
    blocks === 1 ? 0 : Math.floor(((size - length) * i) / (blocks - 1)),
  );
  for (let i = 0; i < blocks; i += AT_ONCE) {
    const read = await Promise.all(positions.slice(i, i + AT_ONCE).map((position) => readBlock(position, length)));
    for (const block of read) hash.update(block);
  }
  return hash.digest('hex').slice(0, 32);
}
