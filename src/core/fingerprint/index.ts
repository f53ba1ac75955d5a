/**
 * The fingerprint of a film ("movie barcode" in the literature): its data, its file format, and the
 * conversion of pictures to columns.
 *
 * Pure: it never opens a file or a film and never reads a clock, so that a browser makes the same
 * fingerprint as the command line.
 */
export { type ColumnMaker, createColumnMaker, type PictureColumn, type SwatchOptions } from './column.ts';
export { type Description, describeFingerprint, summarizeFingerprint } from './describe/describe.ts';
export type { DescribedColor } from './describe/describe-colors.ts';
export { describeCrop, describeFilm } from './describe/describe-film.ts';
export { describeShots } from './describe/describe-shots.ts';
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
  SampledCrop,
  Sampling,
  Shot,
  Swatch,
  Thumbnail,
} from './fingerprint.ts';
export { FORMAT_NAME, FORMAT_VERSION, parseFingerprint, serializeFingerprint } from './format/format.ts';
export { FormatError, type FormatErrorCode, RECREATE_HINT } from './format/format-error.ts';
export { roundNumber, roundTo } from './format/round-number.ts';
export { createPixelMeter, HUE_BINS, hueBin, type PixelMeter } from './measure-pixels.ts';
export { collectionPalette } from './palette/collection-palette.ts';
export { type ColorKind, type FilmKind, findColumnKind, findFilmKind } from './palette/film-kind.ts';
export { buildFilmPalette, filmPalette, MAX_FILM_COLORS } from './palette/film-palette.ts';
export { listNamedColors, type NamedColor } from './palette/named-colors.ts';
export { neutralizeColumns, neutralizeShots } from './palette/neutralize.ts';
export { chooseThumbnails, packSqueezed } from './pictures.ts';
export { assignRows } from './rank/assignment.ts';
export { ORDER_NAMES, type Order, orderSwatches } from './rank/order-swatches.ts';
export { rankColumns } from './rank/rank-columns.ts';
export { RANK_NAMES, type Rank, rankSwatches } from './rank/rank-swatches.ts';
export {
  gatherScenes,
  MAX_SHOT_COLORS,
  MAX_SHOT_THUMBNAILS,
  type ShotThumbnail,
  TRANSITION_KINDS,
  type Transition,
  type TransitionKind,
} from './shot.ts';
export {
  type CuttingRate,
  isBlankShot,
  measureShots,
  type ShotLengths,
  type ShotStatistics,
} from './shot-statistics.ts';
export { isReadableTitle, titleFilm, titleFromName, UNREADABLE_TITLE } from './title.ts';
export { findBlackEnds, isBlackColumn } from './trim.ts';
