import { quickCubeRoot } from './curves/roots.ts';
import { LMS_TO_RGB, RGB_TO_LMS, ROOTS_TO_OKLAB } from './spaces/oklab.ts';
import type { LinearRgb } from './spaces/srgb.ts';

/**
 * A colour that is outside the gamut by less than this share of its strongest channel is clamped.
 * PQ of 10 bits rounds sRGB's blue in BT.2020 by 0.0013 of it (a step of the code is 1 % of the
 * light). Chroma reduction would change such a blue, (0, 0, 255), to (0, 57, 221), because the line
 * of its hue leaves the gamut at once. Clamping changes no code by more than rounding does.
 */
const SLACK = 0.002;
/**
 * Minimum slack: the error of rounding alone, when all channels are dark. A code of 0 to 2 may
 * change by one.
 */
const MIN_SLACK = 1e-6;

/** Check whether linear sRGB lies in the gamut, up to rounding. */
export function isInSrgbGamut(r: number, g: number, b: number): boolean {
  const slack = Math.max(MIN_SLACK, SLACK * Math.min(1, Math.max(r, g, b)));
  return r >= -slack && g >= -slack && b >= -slack && r <= 1 + slack && g <= 1 + slack && b <= 1 + slack;
}

/**
 * Move a colour outside the sRGB gamut towards the grey of its lightness, to the gamut's surface.
 * OKLab lightness and hue stay the same; chroma decreases.
 *
 * @param r linear sRGB, below 0 or above 1 when it is outside, as are `g` and `b`.
 * @returns linear sRGB, each 0 to 1; white when the colour is lighter than white.
 * @see CSS Color 4, section 13.2, gamut mapping by chroma reduction
 *   (https://www.w3.org/TR/css-color-4/#gamut-mapping), without its local clip, which trades hue
 *   for chroma. About 0.2 us.
 */
export function mapToSrgbGamut(r: number, g: number, b: number): LinearRgb {
  const m = RGB_TO_LMS;
  const n = LMS_TO_RGB;
  const l = quickCubeRoot(m[0] * r + m[1] * g + m[2] * b);
  const k = quickCubeRoot(m[3] * r + m[4] * g + m[5] * b);
  const s = quickCubeRoot(m[6] * r + m[7] * g + m[8] * b);
  const light = ROOTS_TO_OKLAB[0] * l + ROOTS_TO_OKLAB[1] * k + ROOTS_TO_OKLAB[2] * s;
  if (light >= 1) return [1, 1, 1];
  if (light <= 0) return [0, 0, 0];
  // With a share t of the chroma, the three roots are light + t * (root - light). So each channel
  // is a cubic in t, and the powers of the differences are the parts of its coefficients. At t = 0
  // the colour is grey.
  const dl = l - light;
  const dk = k - light;
  const ds = s - light;
  const once = 3 * light * light;
  const twice = 3 * light;
  const grey = light * light * light;
  const r1 = once * (n[0] * dl + n[1] * dk + n[2] * ds);
  const r2 = twice * (n[0] * dl * dl + n[1] * dk * dk + n[2] * ds * ds);
  const r3 = n[0] * dl * dl * dl + n[1] * dk * dk * dk + n[2] * ds * ds * ds;
  const g1 = once * (n[3] * dl + n[4] * dk + n[5] * ds);
  const g2 = twice * (n[3] * dl * dl + n[4] * dk * dk + n[5] * ds * ds);
  const g3 = n[3] * dl * dl * dl + n[4] * dk * dk * dk + n[5] * ds * ds * ds;
  const b1 = once * (n[6] * dl + n[7] * dk + n[8] * ds);
  const b2 = twice * (n[6] * dl * dl + n[7] * dk * dk + n[8] * ds * ds);
  const b3 = n[6] * dl * dl * dl + n[7] * dk * dk * dk + n[8] * ds * ds * ds;
  let t = limitChroma(grey, r1, r2, r3, 1);
  t = limitChroma(grey, g1, g2, g3, t);
  t = limitChroma(grey, b1, b2, b3, t);
  return [
    clampToUnit(grey + t * (r1 + t * (r2 + t * r3))),
    clampToUnit(grey + t * (g1 + t * (g2 + t * g3))),
    clampToUnit(grey + t * (b1 + t * (b2 + t * b3))),
  ];
}

/**
 * Find how much chroma, up to `most`, keeps one channel between 0 and 1: Newton's method on the
 * cubic, with a halving step when a step would leave the interval that contains the crossing.
 */
function limitChroma(c0: number, c1: number, c2: number, c3: number, most: number): number {
  const end = c0 + most * (c1 + most * (c2 + most * c3));
  if (end >= 0 && end <= 1) return most;
  const bound = end < 0 ? 0 : 1;
  let inside = 0;
  let outside = most;
  let t = most;
  let beyond = end - bound;
  for (let step = 0; step < 40 && Math.abs(beyond) > 1e-7; step++) {
    if (beyond > 0 === end > 1) outside = t;
    else inside = t;
    t -= beyond / (c1 + t * (2 * c2 + t * 3 * c3));
    if (!(t > inside && t < outside)) t = (inside + outside) / 2;
    beyond = c0 + t * (c1 + t * (c2 + t * c3)) - bound;
  }
  return t;
}

const clampToUnit = (x: number): number => Math.min(1, Math.max(0, x));
