import { logarithm } from './power.ts';

/**
 * HDR reference white, cd/m2: the light of a sheet of white paper, which becomes 1. ITU-R
 * BT.2408-8, section 2.1.
 */
export const REFERENCE_WHITE_NITS = 203;

/**
 * The end of the straight part, in reference whites (176.9 cd/m2, an SDR code of 241), and how fast
 * the logarithm after it flattens. Both follow from two conditions. Reference white becomes 96 % of
 * the SDR signal (0.96 ** 2.4 of its light), as in BT.2446-1 Method C. The brightest PQ code,
 * 10,000 cd/m2, becomes 100 %.
 */
const KNEE = 0.8713765476995399;
const SOFTNESS = 0.01605516641565289;

/**
 * Map the light of an HDR film to that of an SDR display: unchanged up to the knee, then
 * logarithmic, with a smooth transition.
 *
 * Up to the knee a film looks like its SDR grade, which BT.2408 (section 5.1.2) converts to HDR by
 * the same scaling. The shape is that of BT.2446-1 Method C, section 6.1.4.
 *
 * @param light in reference whites, 0 to 49.3 (10,000 cd/m2).
 * @returns 0 to 1; ascending, never above `light`.
 */
export function toneMap(light: number): number {
  if (light <= KNEE) return light;
  return Math.min(1, KNEE + SOFTNESS * logarithm(1 + (light - KNEE) / SOFTNESS));
}
