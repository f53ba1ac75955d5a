/**
 * The fingerprint of a film ("movie barcode" in the literature): what it holds, its file format, and how pictures become its columns.
 *
 * Pure: it never opens a file, a film or a clock, so that a browser makes the same fingerprint as a command line.
 */
export { type ColumnMaker, createColumnMaker, type PictureColumn, type SwatchOptions } from './column.ts';
export { type Description, describeFingerprint, summarizeFingerprint } from './describe.ts';
export type { DescribedColor } from './describe-colors.ts';
export { describeCrop, describeFilm } from './describe-film.ts';
export { type ColorKind, type FilmKind, findColumnKind, findFilmKind } from './film-kind.ts';
export { buildFilmPalette, filmPalette, MOST_FILM_COLORS } from './film-palette.ts';
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
  Swatch,
  Thumbnail,
} from './fingerprint.ts';
export { FORMAT_NAME, FORMAT_VERSION, parseFingerprint, serializeFingerprint } from './format.ts';
export { FormatError, type FormatErrorCode } from './format-error.ts';
export { createPixelMeter, HUE_BINS, hueBin, type PixelMeter } from './measure-pixels.ts';
export { neutralizeColumns } from './neutralize.ts';
export { ORDER_NAMES, type Order, orderSwatches } from './order-swatches.ts';
export { chooseThumbnails, packSqueezed } from './pictures.ts';
export { rankColumns } from './rank-columns.ts';
export { RANK_NAMES, type Rank, rankSwatches } from './rank-swatches.ts';
export { roundNumber } from './round-number.ts';
export { isReadableTitle, titleFilm, titleFromName, UNREADABLE_TITLE } from './title.ts';
export { findBlackEnds, isBlackColumn } from './trim.ts';
