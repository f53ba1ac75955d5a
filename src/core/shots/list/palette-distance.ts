import { deltaE2000, type Lab, parseHex, srgb8ToLab } from '../../color/index.ts';
import type { Swatch } from '../../fingerprint/index.ts';

/** The colours of a shot in CIELAB; each counts by the root of its share, as it is seen. */
export type LabPalette = readonly { readonly lab: Lab; readonly weight: number }[];

/** Convert swatches to CIELAB. */
export const toLabPalette = (swatches: readonly Pick<Swatch, 'color' | 'share'>[]): LabPalette =>
  swatches.map(({ color, share }) => ({ lab: srgb8ToLab(...parseHex(color)), weight: Math.sqrt(share) }));

/**
 * Measure how different the palettes of two shots are: the mean CIEDE2000 from each colour to the
 * nearest one of the other palette, both ways, weighted. Infinite if one is empty.
 *
 * Fingerprints store scenes, which depend on this measure. Films are compared by another one, which
 * may improve.
 */
export function measureShotDistance(one: LabPalette, other: LabPalette): number {
  if (one.length === 0 || other.length === 0) return Number.POSITIVE_INFINITY;
  return (averageNearest(one, other) + averageNearest(other, one)) / 2;
}

function averageNearest(from: LabPalette, to: LabPalette): number {
  let sum = 0;
  let weights = 0;
  for (const { lab, weight } of from) {
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of to) least = Math.min(least, deltaE2000(lab, candidate.lab));
    sum += weight * least;
    weights += weight;
  }
  return sum / weights;
}
