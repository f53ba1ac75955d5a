/** How much of a film is hashed: blocks of this size, this many, spread evenly over it. 1 MiB in all. */
const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 64;

/** What is hashed to identify a film. The identity is the first half of the SHA-256. */
export interface IdentityPlan {
  /** Text that is hashed before the blocks. */
  readonly header: string;
  /** Bytes per block. The file may have fewer left at the last position. */
  readonly blockBytes: number;
  /** Where each block begins, bytes, ascending. */
  readonly positions: readonly number[];
}

/** Hexadecimal digits of an identity: half of a SHA-256. */
export const IDENTITY_DIGITS = 32;

/**
 * Plan which parts of a file are hashed to identify it by its content. The identity depends on the
 * size and on these blocks only, so that a 50 GB file takes no longer than a short one.
 *
 * @param size bytes, above 0.
 * @param maxBlocks at least 2.
 */
export function planIdentity(size: number, maxBlocks: number = BLOCKS): IdentityPlan {
  const blockBytes = Math.min(size, BLOCK_BYTES);
  const blocks = Math.min(maxBlocks, Math.ceil(size / BLOCK_BYTES));
  const positions = Array.from({ length: blocks }, (_, i) =>
    blocks === 1 ? 0 : Math.floor(((size - blockBytes) * i) / (blocks - 1)),
  );
  return { header: `${size}\n`, blockBytes, positions };
}
