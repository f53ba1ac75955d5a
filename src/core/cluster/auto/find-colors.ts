import { oklabToLinearSrgb, quickLinearSrgbToLab } from '../../color/index.ts';
import { type LabeledClusters, pickClusters, rankClusters } from '../clusters.ts';
import type { Histogram } from '../histogram.ts';
import { improveCentroids } from '../kmeans/lloyd.ts';
import { normalizeWeights, type Partition, startPartition } from '../kmeans/partition.ts';
import { conversionOf, pointAt, type Space } from '../space.ts';
import { absorbEdgeBlends } from './edge-blends.ts';
import { groupPoints } from './group-points.ts';
import { type Groups, mergeSimilar, pickGroups } from './merge.ts';
import { placePerceived } from './perceived.ts';

/**
 * Number of groups before merging: four times the final number of colours. With 24 groups, small
 * vivid areas share a group with their surroundings; 44 groups gain nothing.
 */
const GROUPS = 38;
/**
 * Factor on a and b when pixels are grouped, so that dark pixels are divided by hue as well as by
 * lightness.
 */
const HUE_COUNTS = 1.9;
/**
 * Iterations after merging, in which each pixel goes to the nearest colour. More iterations pull
 * small colours towards their neighbours.
 */
const FINAL_ITERATIONS = 3;
/**
 * The pixels of a grey smaller than this go to neighbouring colours. A chromatic colour may be
 * smaller, depending on its chroma: for a bright red, 0.08 % of the picture is enough.
 */
const SMALL_SHARE = 0.004;
const SMALL_CHROMA = 0.1;
/**
 * A picture counts as a flat drawing, or as a title on black, when enough of it is this near to its
 * colours. The share is 0.79 or more for drawings with soft edges saved as JPEG, and at most 0.38
 * for the labelled film frames. Only in flat pictures is a small colour between two others surely
 * an edge.
 */
const FLAT_DISTANCE = 0.02;
const FLAT_SHARE = 0.6;
/** OKLab chroma that makes a pixel count twice in the colour of its cluster. */
const COUNTED_CHROMA = 0.03;

/** The bins of a histogram in perceptual coordinates. */
interface SeenBins {
  /** Share of the picture, shape (n,). */
  readonly shares: Float64Array;
  /** OKLab, a and b multiplied by {@link HUE_COUNTS}, shape (n, 3). */
  readonly oklab: Float64Array;
  /** Coordinates from `placePerceived`, shape (n, 3). */
  readonly places: Float64Array;
}

/**
 * Find the colours of a picture that a viewer distinguishes, up to 16, without random numbers.
 *
 * The function first puts pixels into many small groups, which also divide dark pixels by hue. It
 * then merges the groups in a space in which distances are perceived differences. Then each pixel
 * goes to the nearest colour. The colour of a cluster is the mean of its pixels in `space`, in
 * which chromatic pixels count more, so that shade and haze do not desaturate the colour of an
 * object. docs/color.md lists the alternatives that were tried.
 *
 * @returns heaviest first, at least one; the labels are those of the histogram's bins.
 */
export function findColors(histogram: Histogram, space: Space): LabeledClusters {
  const bins = seeBins(histogram, space);
  const groups = groupPoints(bins.oklab, bins.shares, GROUPS);
  const colors = dropSmall(mergeSimilar(placeGroups(groups, bins)));
  const clusters = startPartition(bins.places, bins.shares, colors.points);
  improveCentroids(clusters, FINAL_ITERATIONS, 0);
  const found = measureColors(clusters, bins, histogram.colors);
  if (!isFlat(clusters)) return found;
  const { heirs, ...absorbed } = absorbEdgeBlends(found, space);
  return { ...absorbed, labels: found.labels.map((label) => heirs[label]!) };
}

function seeBins({ colors, weights }: Histogram, space: Space): SeenBins {
  const { toOklab } = conversionOf(space);
  const oklab = new Float64Array(colors.length);
  const places = new Float64Array(colors.length);
  for (let i = 0; i < colors.length; i += 3) {
    const [L, a, b] = toOklab([colors[i]!, colors[i + 1]!, colors[i + 2]!]);
    oklab[i] = L;
    oklab[i + 1] = HUE_COUNTS * a;
    oklab[i + 2] = HUE_COUNTS * b;
    placePerceived(quickLinearSrgbToLab(...oklabToLinearSrgb(L, a, b)), places, i);
  }
  return { shares: normalizeWeights(weights), oklab, places };
}

/** Compute the means of groups in the space in which distances are perceived differences. */
function placeGroups({ labels, masses }: Partition, { shares, places }: SeenBins): Groups {
  const means = new Float64Array(3 * masses.length);
  for (let i = 0; i < labels.length; i++) {
    const group = labels[i]!;
    const part = shares[i]! / masses[group]!;
    for (let axis = 0; axis < 3; axis++) means[3 * group + axis]! += part * places[3 * i + axis]!;
  }
  const filled = [...masses.keys()].filter((group) => masses[group]! > 0);
  return pickGroups({ points: means, shares: masses }, filled);
}

/** Remove colours that are too small to be seen. */
function dropSmall(colors: Groups): Groups {
  const seen = [...colors.shares.keys()].filter((i) => {
    const [, a, b] = pointAt(colors.points, i);
    return colors.shares[i]! * (1 + Math.sqrt(a * a + b * b) / SMALL_CHROMA) >= SMALL_SHARE;
  });
  return pickGroups(colors, seen);
}

function isFlat({ distances, shares }: Partition): boolean {
  let near = 0;
  for (let i = 0; i < shares.length; i++) if (distances[i]! < FLAT_DISTANCE * FLAT_DISTANCE) near += shares[i]!;
  return near >= FLAT_SHARE;
}

function measureColors(
  { labels, masses }: Partition,
  { shares, oklab }: SeenBins,
  colors: Float64Array,
): LabeledClusters {
  const counts = new Float64Array(masses.length);
  const centroids = new Float64Array(3 * masses.length);
  for (let i = 0; i < labels.length; i++) {
    const cluster = labels[i]!;
    const a = oklab[3 * i + 1]! / HUE_COUNTS;
    const b = oklab[3 * i + 2]! / HUE_COUNTS;
    const count = shares[i]! * (1 + Math.sqrt(a * a + b * b) / COUNTED_CHROMA);
    counts[cluster]! += count;
    for (let axis = 0; axis < 3; axis++) centroids[3 * cluster + axis]! += count * colors[3 * i + axis]!;
  }
  for (let i = 0; i < centroids.length; i++) centroids[i]! /= counts[Math.floor(i / 3)]!;
  const filled = rankClusters(centroids, masses).filter((cluster) => masses[cluster]! > 0);
  const places = new Uint8Array(masses.length);
  for (const [place, cluster] of filled.entries()) places[cluster] = place;
  return { ...pickClusters(centroids, masses, filled), labels: labels.map((label) => places[label]!) };
}
