/**
 * Many colours into few: weighted histograms, k-means, which clusters are one colour to the eye, and the palette of a picture.
 *
 * Pure: it knows neither films nor frames, only pixels and weights, draws random numbers from the seed it is given and from nothing else, and
 * never invents: no palette is longer than the picture's own colours, and a grey picture yields greys.
 */

export { COLOR_ALGORITHM } from './algorithm.ts';
export { chooseTheme } from './choose-theme.ts';
export type { Clusters } from './clusters.ts';
export { groupPoints } from './group-points.ts';
export { coarsenHistogram, createHistogram, type Histogram, type HistogramOptions } from './histogram.ts';
export { imagineThemes, type Theme } from './imagine-themes.ts';
export { type KmeansOptions, kmeans } from './kmeans.ts';
export { chooseMedoids } from './medoids.ts';
export { type Groups, mergeSimilar } from './merge.ts';
export { createPaletteExtractor, extractPalette, type Palette, type PaletteOptions } from './palette.ts';
export { type KmeansResult, normalizeWeights } from './partition.ts';
export { placePerceived } from './perceived.ts';
export { absorbPhantoms } from './phantom.ts';
export { createRandom, DEFAULT_SEED } from './random.ts';
export { measurePresence, type Presence, type RankedColors, rankByArea, rankByPresence } from './rank.ts';
export { SPACE_NAMES, type Space } from './space.ts';
export { clusterHistogram } from './two-passes.ts';
