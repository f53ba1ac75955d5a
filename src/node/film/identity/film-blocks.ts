import { createHash } from 'node:crypto';
import { IDENTITY_DIGITS, planIdentity } from '../../../core/pipeline/index.ts';

/** Blocks that are read at once: each may be a round trip to a server. */
const BLOCKS_AT_ONCE = 8;

/**
 * Identify a film by its content: hash its size and blocks spread over it.
 *
 * @param size bytes, above 0.
 * @param readBlock reads `length` bytes from `position` on, or fewer at the end.
 * @param maxBlocks at least 2.
 * @returns 32 hexadecimal digits: the first half of a SHA-256.
 */
export async function hashBlocks(
  size: number,
  readBlock: (position: number, length: number) => Promise<Uint8Array>,
  maxBlocks?: number,
): Promise<string> {
  const { header, positions, blockBytes } = planIdentity(size, maxBlocks);
  const hash = createHash('sha256');
  hash.update(header);
  for (let i = 0; i < positions.length; i += BLOCKS_AT_ONCE) {
    const next = positions.slice(i, i + BLOCKS_AT_ONCE);
    const blocks = await Promise.all(next.map((position) => readBlock(position, blockBytes)));
    for (const block of blocks) hash.update(block);
  }
  return hash.digest('hex').slice(0, IDENTITY_DIGITS);
}
