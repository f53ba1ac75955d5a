/**
 * Clusters of the colours of pixels, and their ranking.
 *
 * `chromatheque/cluster`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { COLOR_ALGORITHM } from './algorithm.ts';
export { coarsenHistogram, createHistogram, type Histogram, type HistogramOptions } from './histogram.ts';
export { type KmeansOptions, kmeans } from './kmeans/kmeans.ts';
export type { KmeansResult } from './kmeans/partition.ts';
export {
  createPaletteExtractor,
  extractPalette,
  type Palette,
  type PaletteExtractor,
  type PaletteOptions,
} from './palette.ts';
export { measurePresence, type Presence, type RankedColors, rankByArea, rankByPresence } from './rank/rank.ts';
