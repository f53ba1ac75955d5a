import { type Lab, logarithm } from '../../color/index.ts';

// CIEDE2000's weights of differences (Sharma, Wu & Dalal 2005): 1 + 0.015 (L - 50)^2 / sqrt(20 + (L
// - 50)^2) for lightness, 1 + 0.045 C for chroma.
const LIGHTNESS_STEPS = 1000;
/** How fast the weight of a difference falls as chroma grows. */
const CHROMA_FADE = 0.045;
const CHROMA_STEP = 0.25;
/** More than the stretched chroma of any sRGB colour. */
const MAX_CHROMA = 210;
/**
 * Factor on differences of hue and chroma, relative to lightness: one object has lit and shaded
 * parts. Chosen on labelled frames (docs/color.md).
 */
const CHROMA_COUNTS = 1.5;
/** 25^7: the chroma at which CIEDE2000 stops stretching a. */
const STRETCH_TURN = 6103515625;
/**
 * The distance from white to black is about 1, as in every space of `space.ts`, so that one
 * tolerance serves all.
 */
export const PERCEIVED_UNIT = 100;

/**
 * Lightness by its position on the scale: the integral of 1 / weight from black. Dark greys lie
 * closer together, and so do light greys.
 */
const LIGHTNESS = tabulateLightness();
/** Factor by which chroma shrinks, for each {@link CHROMA_STEP}: ln(1 + f C) / (f C). */
const SHRINK = Float64Array.from({ length: MAX_CHROMA / CHROMA_STEP + 2 }, (_, i) => {
  const faded = CHROMA_FADE * i * CHROMA_STEP;
  return faded === 0 ? 1 : logarithm(1 + faded) / faded;
});

function tabulateLightness(): Float64Array {
  const table = new Float64Array(LIGHTNESS_STEPS + 2);
  const step = 100 / LIGHTNESS_STEPS;
  for (let i = 0; i <= LIGHTNESS_STEPS; i++) {
    const fromMiddle = (i + 0.5) * step - 50;
    const squared = fromMiddle * fromMiddle;
    table[i + 1] = table[i]! + step / (1 + (0.015 * squared) / Math.sqrt(20 + squared));
  }
  return table;
}

/**
 * Convert a colour to coordinates in which distances are perceived differences: CIEDE2000 with
 * straight lines, and chroma counted 1.5 times.
 *
 * Lightness and chroma are stretched as CIEDE2000 weighs their differences, and so is a near grey.
 * Its rotation in the blues is left out. With chroma counted once, distances are 0.80 to 1.12 of
 * CIEDE2000 for nine in ten pairs that differ by 4 to 16. Unlike CIEDE2000, the conversion needs no
 * trigonometry and is the same to the bit on every engine.
 *
 * @param out the function writes three numbers from `at` on; white is 0.75 from black.
 * @param chromaCounts factor on differences of hue and chroma, relative to lightness. 1: as in
 *   CIEDE2000.
 */
export function placePerceived(
  [L, a, b]: Lab,
  out: Float64Array,
  at: number,
  chromaCounts: number = CHROMA_COUNTS,
): void {
  const lightness = Math.min(100, Math.max(0, L)) * (LIGHTNESS_STEPS / 100);
  const row = Math.floor(lightness);
  const chroma = Math.sqrt(a * a + b * b);
  const cubed = chroma * chroma * chroma;
  const seventh = cubed * cubed * chroma;
  const stretched = a * (1.5 - 0.5 * Math.sqrt(seventh / (seventh + STRETCH_TURN)));
  const along = Math.min(MAX_CHROMA, Math.sqrt(stretched * stretched + b * b)) / CHROMA_STEP;
  const cell = Math.floor(along);
  const shrink =
    (chromaCounts / PERCEIVED_UNIT) * (SHRINK[cell]! + (along - cell) * (SHRINK[cell + 1]! - SHRINK[cell]!));
  out[at] = (LIGHTNESS[row]! + (lightness - row) * (LIGHTNESS[row + 1]! - LIGHTNESS[row]!)) / PERCEIVED_UNIT;
  out[at + 1] = shrink * stretched;
  out[at + 2] = shrink * b;
}
