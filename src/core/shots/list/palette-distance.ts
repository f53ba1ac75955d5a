import { deltaE2000, linearSrgbToLab, parseHex, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Swatch } from '../../fingerprint/index.ts';

type Lab = readonly [L: number, a: number, b: number];

/** The colours of a shot in CIELAB, with their shares. */
export type LabPalette = readonly { readonly lab: Lab; readonly share: number }[];

/** Convert swatches to CIELAB. */
export const toLabPalette = (swatches: readonly Pick<Swatch, 'color' | 'share'>[]): LabPalette =>
  swatches.map(({ color, share }) => {
    const [r, g, b] = parseHex(color);
    return { lab: linearSrgbToLab(SRGB8_TO_LINEAR[r]!, SRGB8_TO_LINEAR[g]!, SRGB8_TO_LINEAR[b]!), share };
  });

/**
 * Measure how different two palettes are: the mean CIEDE2000 from each colour to the nearest one of
 * the other palette, both ways, weighted by shares. Infinite if one is empty.
 */
export function measurePaletteDistance(one: LabPalette, other: LabPalette): number {
  if (one.length === 0 || other.length === 0) return Number.POSITIVE_INFINITY;
  return (sumNearest(one, other) + sumNearest(other, one)) / 2;
}

function sumNearest(from: LabPalette, to: LabPalette): number {
  let sum = 0;
  let shares = 0;
  for (const { lab, share } of from) {
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of to) least = Math.min(least, deltaE2000(lab, candidate.lab));
    sum += share * least;
    shares += share;
  }
  return sum / shares;
}
