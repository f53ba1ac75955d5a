import { deltaE2000, type Lab, linearSrgbToLab, oklabToLinearSrgb } from '../color/index.ts';
import { type Clusters, pickClusters, rankClusters } from './clusters.ts';
import { conversionOf, type Point, pointAt, type Space } from './space.ts';

/**
 * CIEDE2000 below which two swatches of one picture are one colour. Chosen by eye on frames of five films: at 8 most frames kept two browns that
 * one would not name apart, at 12 the red of wood was lost in skin. Far above the 1 that is just noticeable side by side: a palette is no colour match.
 */
export const SAME_COLOR = 10;

/** When two clusters are one colour. */
export interface MergeOptions {
  /** CIEDE2000 that all are apart in the end. */
  readonly threshold?: number;
  /** Where the centroids are. Default `oklab`. */
  readonly space?: Space;
}

/**
 * Merge clusters that a person would call the same colour, the closest pair first, until all are `threshold` apart.
 *
 * Closeness is CIEDE2000, which predicts small differences far better than distance in OKLab; the merged colour is the weighted mean in the
 * space of the centroids.
 *
 * @param clusters  heaviest first. Not modified.
 * @returns new clusters, heaviest first. O(k^2) differences.
 */
export function mergeSimilar(
  { centroids, shares }: Clusters,
  { threshold = SAME_COLOR, space = 'oklab' }: MergeOptions = {},
): Clusters {
  const { toOklab } = conversionOf(space);
  const toLab = (point: Point): Lab => linearSrgbToLab(...oklabToLinearSrgb(...toOklab(point)));
  const colors = centroids.slice();
  const weights = shares.slice();
  const labs = Array.from(weights.keys(), (i) => toLab(pointAt(colors, i)));
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
    labs[kept] = toLab(pointAt(colors, kept));
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
