/**
 * Many colours into few: weighted histograms, k-means, which clusters are one colour to the eye, and the palette of a picture.
 *
 * Pure: it knows neither films nor frames, only pixels and weights, draws random numbers from the seed it is given and from nothing else, and
 * never invents: no palette is longer than the picture's own colours, and a grey picture yields greys.
 */
export type { Clusters } from './clusters.ts';
export { createHistogram, type Histogram, type HistogramOptions } from './histogram.ts';
export { type KmeansOptions, type KmeansResult, kmeans } from './kmeans.ts';
export { mergeSimilar } from './merge.ts';
export { createPaletteExtractor, extractPalette, type Palette, type PaletteOptions } from './palette.ts';
export { absorbPhantoms } from './phantom.ts';
export { createRandom } from './random.ts';
