import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a secret: 256 bits, so that guessing is no way in. */
const SECRET_BYTES = 32;

/** Make a secret: 43 characters that an address may hold as they are. */
export const makeSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Compare what was given with a secret, in a time that tells nothing of where they differ. */
export function isSecret(given: string, secret: string): boolean {
  // Hashed, since what is compared must be equally long.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
