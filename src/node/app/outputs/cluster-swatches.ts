import { kmeans } from '../../../core/cluster/index.ts';
import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import { roundNumber, type Swatch } from '../../../core/fingerprint/index.ts';

/**
 * Cluster swatches in OKLab, weighted by their shares. Slower than the palette of a picture, but
 * exact: colours that differ by one code are distinct.
 *
 * @param swatches any number; colours may repeat, and the shares may have any sum.
 * @param clusters 1 or more.
 * @returns distinct colours, largest share first; shares sum to 1. Fewer than `clusters` if fewer
 *   colours are distinct.
 */
export function clusterSwatches(swatches: readonly Swatch[], clusters: number, seed: number): Swatch[] {
  const points = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  const weights = Float64Array.from(swatches, ({ share }) => share);
  const { centroids, shares } = kmeans(points, weights, { clusters, seed });
  const shareOf = new Map<string, number>();
  for (const [i, share] of shares.entries()) {
    const color = formatHex(...oklabToSrgb8(centroids[3 * i]!, centroids[3 * i + 1]!, centroids[3 * i + 2]!));
    shareOf.set(color, (shareOf.get(color) ?? 0) + share);
  }
  return [...shareOf]
    .map(([color, share]) => ({ color, share: roundNumber(share) }))
    .sort((one, other) => other.share - one.share || (one.color < other.color ? -1 : 1));
}
