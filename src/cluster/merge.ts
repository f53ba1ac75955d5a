import { deltaE2000, type Lab, linearSrgbToLab, oklabToLinearSrgb } from '../color/index.ts';
import { type Clusters, pickClusters, rankClusters } from './clusters.ts';

/**
 * CIEDE2000 below which two swatches of one picture are one colour. Chosen by eye on frames of five films: at 8 most frames kept two browns that
 * one would not name apart, at 12 the red of wood was lost in skin. Far above the 1 that is just noticeable side by side: a palette is no colour match.
 */
export const SAME_COLOR = 10;

/**
 * Merge clusters that a person would call the same colour, the closest pair first, until all are `threshold` apart.
 *
 * Closeness is CIEDE2000, which predicts small differences far better than distance in OKLab; the merged colour is the weighted mean in OKLab.
 *
 * @param clusters  heaviest first. Not modified.
 * @param threshold CIEDE2000.
 * @returns new clusters, heaviest first. O(k^2) differences.
 */
export function mergeSimilar({ centroids, shares }: Clusters, threshold: number = SAME_COLOR): Clusters {
  const colors = centroids.slice();
  const weights = shares.slice();
  const labs = Array.from(weights.keys(), (i) => toLab(colors, i));
  const differences = labs.map((lab, i) => labs.slice(0, i).map((other) => deltaE2000(other, lab)));
  let alive = [...weights.keys()];
  for (;;) {
    let closest = threshold;
    let kept = -1;
    let gone = -1;
    for (const j of alive) {
      for (const i of alive) {
        if (i >= j) break;
        if (differences[j]![i]! >= closest) continue;
        closest = differences[j]![i]!;
        kept = i;
        gone = j;
      }
    }
    if (kept < 0) break;
    const total = weights[kept]! + weights[gone]!;
    for (let axis = 0; axis < 3; axis++) {
      const sum = weights[kept]! * colors[3 * kept + axis]! + weights[gone]! * colors[3 * gone + axis]!;
      colors[3 * kept + axis] = sum / total;
    }
    weights[kept] = total;
    weights[gone] = 0;
    alive = alive.filter((i) => i !== gone);
    labs[kept] = toLab(colors, kept);
    for (const i of alive) {
      if (i !== kept) differences[Math.max(i, kept)]![Math.min(i, kept)] = deltaE2000(labs[i]!, labs[kept]!);
    }
  }
  return pickClusters(
    colors,
    weights,
    rankClusters(colors, weights).filter((i) => weights[i]! > 0),
  );
}

function toLab(oklab: Float64Array, i: number): Lab {
  return linearSrgbToLab(...oklabToLinearSrgb(oklab[3 * i]!, oklab[3 * i + 1]!, oklab[3 * i + 2]!));
}
