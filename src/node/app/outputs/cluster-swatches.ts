import { kmeans } from '../../../core/cluster/index.ts';
import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import { roundNumber, type Swatch } from '../../../core/fingerprint/index.ts';

/**
 * Cluster swatches, each as heavy as its share, in OKLab. Slower than a picture's palette, and exact: what differs by a code is told apart.
 *
 * @param swatches any number, also alike; shares of any sum.
 * @param clusters from 1 up.
 * @returns heaviest first, shares summing to 1, no two alike; fewer than asked for where there are fewer.
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
