/** How much of a film is hashed, as on the command line (`src/node/film/identity/film-blocks.ts`): the same film has the same identity. */
const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 64;

/**
 * Identify a film by its content: SHA-256 over its size and blocks spread over the file.
 *
 * @returns 32 hexadecimal digits.
 */
export async function identifyFile(file: Blob): Promise<string> {
  const { size } = file;
  const length = Math.min(size, BLOCK_BYTES);
  const blocks = Math.min(BLOCKS, Math.ceil(size / BLOCK_BYTES));
  const starts = Array.from({ length: blocks }, (_, i) =>
    blocks === 1 ? 0 : Math.floor(((size - length) * i) / (blocks - 1)),
  );
  const parts: BlobPart[] = [`${size}\n`, ...starts.map((start) => file.slice(start, start + length))];
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 32);
}
