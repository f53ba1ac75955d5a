import { IDENTITY_DIGITS, planIdentity } from '../../../core/pipeline/index.ts';

/**
 * Identify a film by its content: hash its size and blocks spread over the file.
 *
 * @returns 32 hexadecimal digits: the first half of a SHA-256.
 */
export async function identifyFile(file: Blob): Promise<string> {
  const { header, positions, blockBytes } = planIdentity(file.size);
  const blocks = positions.map((start) => file.slice(start, start + blockBytes));
  const digest = await crypto.subtle.digest('SHA-256', await new Blob([header, ...blocks]).arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, IDENTITY_DIGITS);
}
