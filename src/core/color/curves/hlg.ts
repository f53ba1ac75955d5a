import type { LinearRgb } from '../spaces/srgb.ts';
import { exponential, logarithm } from './power.ts';
import { fifthRoot } from './roots.ts';

/**
 * Peak of the display that shows HLG, cd/m2: that of BT.2100's reference display. At this peak the
 * system gamma is 1.2, and BT.2408 puts 75 % HLG at 203 cd/m2.
 */
export const HLG_PEAK_NITS = 1_000;

// ITU-R BT.2100-2, table 5.
const A = 0.17883277;
const B = 1 - 4 * A;
const C = 0.5 - A * logarithm(4 * A);

/**
 * Decode an HLG code value into scene light.
 *
 * @param code R', G' or B', 0 to 1.
 * @returns scene light, 0 to 1. About 0.1 us: tables serve the hot loops.
 * @see ITU-R BT.2100-2, table 5, inverse of the reference HLG OETF.
 */
export function hlgToScene(code: number): number {
  return code <= 0.5 ? (code * code) / 3 : (exponential((code - C) / A) + B) / 12;
}

/**
 * Encode scene light as an HLG code value.
 *
 * @param light 0 to 1.
 * @returns 0 to 1.
 * @see ITU-R BT.2100-2, table 5, reference HLG OETF.
 */
export function sceneToHlg(light: number): number {
  return light <= 1 / 12 ? Math.sqrt(3 * light) : A * logarithm(12 * light - B) + C;
}

/**
 * Convert scene light to the light of a display of 1,000 cd/m2: the HLG OOTF, with its black at 0.
 *
 * @param r scene light on the BT.2020 primaries, 0 to 1, as are `g` and `b`.
 * @returns cd/m2, on the same primaries.
 * @see ITU-R BT.2100-2, table 5, reference HLG OOTF: E * Y ** (gamma - 1); with gamma = 1.2 this is
 *   a fifth root.
 */
export function hlgSceneToNits(r: number, g: number, b: number): LinearRgb {
  const gain = HLG_PEAK_NITS * fifthRoot(0.2627 * r + 0.678 * g + 0.0593 * b);
  return [gain * r, gain * g, gain * b];
}
