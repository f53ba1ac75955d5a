import { loadSharp } from './sharp.ts';

/**
 * ICC profiles that pictures can carry: sRGB (IEC 61966-2-1), or Display P3 (SMPTE EG 432-1
 * primaries, D65, the curve of sRGB).
 */
export type Profile = 'srgb' | 'p3';

/** Names of the profiles. */
export const PROFILE_NAMES: readonly Profile[] = Object.freeze(['srgb', 'p3'] as const);

/**
 * Take the sRGB profile that pictures carry, as the bytes of an ICC profile (ICC.1): the same for
 * the same libvips.
 */
export async function readSrgbProfile(): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const one = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } }).withIccProfile('srgb');
  const { icc } = await sharp(await one.png().toBuffer()).metadata();
  return icc!;
}
