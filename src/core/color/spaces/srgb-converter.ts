import { linearToBt1886Code } from '../curves/bt1886.ts';
import { HLG_PEAK_NITS, hlgToScene } from '../curves/hlg.ts';
import { pqToNits } from '../curves/pq.ts';
import { fifthRoot } from '../curves/roots.ts';
import { REFERENCE_WHITE_NITS, toneMap } from '../curves/tone-map.ts';
import { findTransferFunction } from '../curves/transfer-functions.ts';
import { isInSrgbGamut, mapToSrgbGamut } from '../gamut-map.ts';
import { type Primaries, primariesToSrgb } from './primaries.ts';
import { linearToSrgb8, srgbToLinear } from './srgb.ts';

/**
 * A curve between code values and light: the standard one, one of BT.2100's two, or one that is not
 * for a display.
 */
export type TransferCurve = 'srgb' | 'pq' | 'hlg' | LightCurve;

/**
 * Curves of standard range whose codes look wrong when they are read as sRGB, under FFmpeg's names.
 */
export const LIGHT_CURVES: readonly LightCurve[] = ['linear', 'log100', 'log316', 'smpte428'];
type LightCurve = 'linear' | 'log100' | 'log316' | 'smpte428';

/**
 * Convert pixels to display-referred sRGB.
 *
 * @param encoded R' G' B' code values, 0 to 255 (others are clamped), not rounded, interleaved,
 *   shape (n, 3). Not modified.
 * @param out 8-bit sRGB, shape (n, 3). Codes that are equal in all three channels stay equal.
 */
export type SrgbConverter = (encoded: Float64Array, out: Uint8Array) => void;

/**
 * Cells of a curve's table, linear in between: the error stays below 1e-6 of the value wherever an
 * 8-bit code could show it.
 */
const CELLS = 4096;

const tabulate = (curve: (x: number) => number): Float64Array =>
  Float64Array.from({ length: CELLS + 2 }, (_, cell) => curve(Math.min(1, cell / CELLS)));

/** @param x 0 to 1. */
function lookUp(table: Float64Array, x: number): number {
  const at = x * CELLS;
  const cell = Math.floor(at);
  const low = table[cell]!;
  return low + (table[cell + 1]! - low) * (at - cell);
}

/** Light of each code value: display light in reference whites; for HLG, scene light. */
const LIGHT_OF: Readonly<Record<TransferCurve, (code: number) => number>> = {
  srgb: srgbToLinear,
  pq: (code) => pqToNits(code) / REFERENCE_WHITE_NITS,
  hlg: hlgToScene,
  ...(Object.fromEntries(LIGHT_CURVES.map((name) => [name, findTransferFunction(name)!.decode])) as Record<
    LightCurve,
    (code: number) => number
  >),
};

/**
 * HLG's OOTF: reference whites per unit of scene light, as a function of the fourth root of its
 * luminance. On this scale a table is fine enough for dark values.
 */
const hlgGain = (root: number): number => (HLG_PEAK_NITS / REFERENCE_WHITE_NITS) * fifthRoot(root * root * root * root);

/**
 * Create a converter from code values on any curve and primaries to display-referred sRGB.
 *
 * HDR is decoded to light in reference whites and converted to sRGB primaries. It is then scaled as
 * {@link toneMap} maps its strongest channel (which preserves hue and saturation), and mapped into
 * the gamut. It gets the code that a standard-range film would have for it (BT.1886): such codes
 * are read as sRGB. Standard range in a wide gamut is decoded and encoded with sRGB's curve. Light
 * that is coded linearly, by a logarithm or for a cinema gets the code of sRGB's curve.
 *
 * @returns deterministic on every engine; holds tables of some 100 kB. See
 *   docs/decisions/0004-tone-map-hdr-to-standard-range.md.
 */
export function createSrgbConverter(curve: TransferCurve, primaries: Primaries): SrgbConverter {
  const m = primariesToSrgb(primaries);
  const lights = tabulate(LIGHT_OF[curve]);
  const gains = curve === 'hlg' ? tabulate(hlgGain) : null;
  const isHdr = curve === 'pq' || curve === 'hlg';
  // Equal X, Y and Z are not a grey.
  const hasGreys = primaries !== 'smpte428';
  const encode = isHdr ? linearToBt1886Code : linearToSrgb8;
  return (encoded, out) => {
    for (let i = 0; i < encoded.length; i += 3) {
      let red = lookUp(lights, clampToUnit(encoded[i]! / 255));
      let green = lookUp(lights, clampToUnit(encoded[i + 1]! / 255));
      let blue = lookUp(lights, clampToUnit(encoded[i + 2]! / 255));
      if (gains !== null) {
        const gain = lookUp(gains, Math.sqrt(Math.sqrt(0.2627 * red + 0.678 * green + 0.0593 * blue)));
        red *= gain;
        green *= gain;
        blue *= gain;
      }
      if (hasGreys && red === green && green === blue) {
        // The matrix would give greys channels that differ in the last bit, which could round to
        // different codes.
        out[i] = out[i + 1] = out[i + 2] = encode(isHdr ? toneMap(red) : red);
        continue;
      }
      let r = m[0] * red + m[1] * green + m[2] * blue;
      let g = m[3] * red + m[4] * green + m[5] * blue;
      let b = m[6] * red + m[7] * green + m[8] * blue;
      if (isHdr) {
        const strongest = Math.max(r, g, b);
        const mapped = toneMap(strongest);
        if (mapped < strongest) {
          const scale = mapped / strongest;
          r *= scale;
          g *= scale;
          b *= scale;
        }
      }
      if (!isInSrgbGamut(r, g, b)) [r, g, b] = mapToSrgbGamut(r, g, b);
      out[i] = encode(r);
      out[i + 1] = encode(g);
      out[i + 2] = encode(b);
    }
  };
}

const clampToUnit = (x: number): number => (x > 0 ? Math.min(x, 1) : 0);
