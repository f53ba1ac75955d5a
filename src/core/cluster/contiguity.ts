import type { Histogram } from './histogram.ts';

/**
 * Measure how contiguous the pixels of each cluster are: the share of their neighbours (left,
 * right, above and below) that belong to the same cluster. Objects are contiguous. Noise, texture
 * and the seams between objects are not.
 *
 * @param pixels sRGB, row by row, shape (n, 3), as `histogram` counted them.
 * @param across pixels per row: n is a multiple of it.
 * @param labels cluster of each bin of the histogram.
 * @param k number of clusters.
 * @returns shape (k,), 0 to 1; 1 for a cluster that has no neighbours.
 */
export function measureContiguity(
  pixels: Uint8Array,
  across: number,
  histogram: Pick<Histogram, 'codes' | 'bits'>,
  labels: Uint8Array,
  k: number,
): Float64Array {
  const map = labelPixels(pixels, histogram, labels);
  const neighbors = countNeighbors(map, across, k);
  const alike = countAlike(map, across, k);
  return Float64Array.from(neighbors, (count, cluster) => (count === 0 ? 1 : alike[cluster]! / count));
}

/** Count the neighbours of the pixels of each cluster: four per pixel, fewer at the borders. */
function countNeighbors(map: Uint8Array, across: number, k: number): Uint32Array {
  const neighbors = new Uint32Array(k);
  for (let i = 0; i < map.length; i++) neighbors[map[i]!]! += 4;
  for (let i = 0; i < across; i++) {
    neighbors[map[i]!]!--;
    neighbors[map[map.length - 1 - i]!]!--;
  }
  for (let i = 0; i < map.length; i += across) {
    neighbors[map[i]!]!--;
    neighbors[map[i + across - 1]!]!--;
  }
  return neighbors;
}

/** Count the neighbours that belong to the same cluster. */
function countAlike(map: Uint8Array, across: number, k: number): Uint32Array {
  const alike = new Uint32Array(k);
  for (let row = 0; row < map.length; row += across) {
    for (let i = row + 1; i < row + across; i++) if (map[i - 1] === map[i]) alike[map[i]!]! += 2;
  }
  for (let i = across; i < map.length; i++) if (map[i - across] === map[i]) alike[map[i]!]! += 2;
  return alike;
}

/** The cluster of each pixel, shape (n,). */
function labelPixels(
  pixels: Uint8Array,
  { codes, bits }: Pick<Histogram, 'codes' | 'bits'>,
  labels: Uint8Array,
): Uint8Array {
  const labelOf = new Uint8Array(1 << (3 * bits));
  for (let bin = 0; bin < codes.length; bin++) labelOf[codes[bin]!] = labels[bin]!;
  const drop = 8 - bits;
  const map = new Uint8Array(pixels.length / 3);
  for (let i = 0; i < map.length; i++) {
    const code = ((pixels[3 * i]! >> drop) << (2 * bits)) | ((pixels[3 * i + 1]! >> drop) << bits);
    map[i] = labelOf[code | (pixels[3 * i + 2]! >> drop)]!;
  }
  return map;
}
