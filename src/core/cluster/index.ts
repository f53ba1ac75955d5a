/**
 * Reduces many colours to few: weighted histograms, k-means, merging of colours that look the same,
 * and the palette of a picture.
 *
 * This room is pure: it knows pixels and weights, not films or frames. Random numbers come only
 * from the seed that the caller passes. No colour is invented: a palette is never longer than the
 * list of the picture's own colours, and a grey picture gives greys.
 */

export { COLOR_ALGORITHM } from './algorithm.ts';
export { absorbEdgeBlends } from './auto/edge-blends.ts';
export { groupPoints } from './auto/group-points.ts';
export { chooseMedoids } from './auto/medoids.ts';
export { type Groups, mergeSimilar } from './auto/merge.ts';
export { placePerceived } from './auto/perceived.ts';
export type { Clusters } from './clusters.ts';
export { coarsenHistogram, createHistogram, type Histogram, type HistogramOptions } from './histogram.ts';
export { type KmeansOptions, kmeans } from './kmeans/kmeans.ts';
export { type KmeansResult, normalizeWeights } from './kmeans/partition.ts';
export { createRandom, DEFAULT_SEED } from './kmeans/random.ts';
export { clusterHistogram } from './kmeans/two-passes.ts';
export {
  createPaletteExtractor,
  extractPalette,
  type Palette,
  type PaletteExtractor,
  type PaletteOptions,
} from './palette.ts';
export { chooseViewerPalette } from './rank/choose-viewer-palette.ts';
export { measurePresence, type Presence, type RankedColors, rankByArea, rankByPresence } from './rank/rank.ts';
export { sampleViewerPalettes, type ViewerPalette } from './rank/sample-viewer-palettes.ts';
export { SPACE_NAMES, type Space } from './space.ts';
