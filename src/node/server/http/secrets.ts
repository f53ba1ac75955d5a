import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a secret: 256 bits cannot be guessed. */
const SECRET_BYTES = 32;

/** Create a secret: 43 characters that a URL can contain unescaped. */
export const makeSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Compare a text with a secret, in a time that does not depend on where they differ. */
export function isSecret(given: string, secret: string): boolean {
  // Hashed, because `timingSafeEqual` requires equal lengths.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
