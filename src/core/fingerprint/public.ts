/**
 * The fingerprint of a film: its data, its file format, its palette and its description.
 *
 * `chromatheque/fingerprint`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { type Description, describeFingerprint } from './describe/describe.ts';
export type {
  Clustering,
  Column,
  ColumnSound,
  Cropping,
  FilmColor,
  FilmFacts,
  FilmPalette,
  FilmSound,
  Fingerprint,
  Measures,
  PaletteSwatch,
  Pictures,
  Sampling,
  Shot,
  Swatch,
  Thumbnail,
} from './fingerprint.ts';
export { FORMAT_NAME, FORMAT_VERSION, parseFingerprint, serializeFingerprint } from './format/format.ts';
export { FormatError, type FormatErrorCode } from './format/format-error.ts';
export { collectionPalette } from './palette/collection-palette.ts';
export { filmPalette } from './palette/film-palette.ts';
export { ORDER_NAMES, type Order, orderSwatches } from './rank/order-swatches.ts';
export { RANK_NAMES, type Rank, rankSwatches } from './rank/rank-swatches.ts';
export { measureShots, type ShotStatistics } from './shot-statistics.ts';
