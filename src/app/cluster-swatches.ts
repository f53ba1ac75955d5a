import { kmeans, mergeSimilar } from '../cluster/index.ts';
import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../color/index.ts';
import { type Fingerprint, roundNumber, type Swatch } from '../fingerprint/index.ts';

/** As many as a frame is given at first when the number is left to the picture. */
const AUTO_CLUSTERS = 12;

/**
 * Find the colours of a whole film: the swatches of all its columns, each as heavy as its share, clustered in OKLab.
 *
 * @param clusters 1 to 32, or `auto`: as many as a person would tell apart, at most 12.
 * @returns heaviest first, shares summing to 1, no two alike; fewer than asked for where the film has fewer.
 */
export function findFilmColors({ columns, clustering }: Fingerprint, clusters: number | 'auto'): Swatch[] {
  return clusterSwatches(
    columns.flatMap(({ swatches }) => swatches),
    clusters,
    clustering.seed,
  );
}

/**
 * Cluster swatches, each as heavy as its share, in OKLab. Slower than a picture's palette, and exact: what differs by a code is told apart.
 *
 * @param swatches any number, also alike; shares of any sum.
 * @returns as `findFilmColors`.
 */
export function clusterSwatches(swatches: readonly Swatch[], clusters: number | 'auto', seed: number): Swatch[] {
  const points = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  const weights = Float64Array.from(swatches, ({ share }) => share);
  const wanted = clusters === 'auto' ? AUTO_CLUSTERS : clusters;
  const all = kmeans(points, weights, { clusters: wanted, seed });
  const { centroids, shares } = clusters === 'auto' ? mergeSimilar(all) : all;
  const shareOf = new Map<string, number>();
  for (const [i, share] of shares.entries()) {
    const color = formatHex(...oklabToSrgb8(centroids[3 * i]!, centroids[3 * i + 1]!, centroids[3 * i + 2]!));
    shareOf.set(color, (shareOf.get(color) ?? 0) + share);
  }
  return [...shareOf]
    .map(([color, share]) => ({ color, share: roundNumber(share) }))
    .sort((one, other) => other.share - one.share || (one.color < other.color ? -1 : 1));
}
