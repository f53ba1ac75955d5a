/**
 * The use cases: make the fingerprint of a film, and pictures and tables of a fingerprint. This
 * room joins the others.
 *
 * It never prints and never ends the process: the command line and the server do.
 */

export type { Space } from '../../core/cluster/index.ts';
export { COLOR_ALGORITHM } from '../../core/cluster/index.ts';
export { type ColorName, nameColor, nearestTerminalColor } from '../../core/color/index.ts';
export {
  CompareError,
  type CompareErrorCode,
  type Comparison,
  checkComparable,
  describeComparison,
} from '../../core/compare/index.ts';
export type { NamedShot, NamedSwatch } from '../../core/export/index.ts';
export type {
  Clustering,
  Column,
  ColumnSound,
  Cropping,
  Description,
  FilmFacts,
  FilmSound,
  Fingerprint,
  Order,
  Rank,
  SampledCrop,
  Sampling,
  Swatch,
} from '../../core/fingerprint/index.ts';
export {
  describeFingerprint,
  FormatError,
  type FormatErrorCode,
  serializeFingerprint,
} from '../../core/fingerprint/index.ts';
export {
  type Crop,
  FilmError,
  type FilmErrorCode,
  formatCount,
  type GlimpsePlace,
  hasFilmExtension,
  planSound,
  type SoundReport,
  type SoundSpan,
  type Span,
  showAddresses,
  soundClock,
} from '../../core/frame/index.ts';
export {
  type FoundFilm,
  type FoundMoment,
  findSimilar,
  type SimilarFilm,
  searchLibrary,
  signFilm,
} from '../../core/library/index.ts';
export { ChromathequeError, type Length, OptionError, type OptionErrorCode } from '../../core/options/index.ts';
export type {
  EncodedThumbnail,
  FilmResult,
  FrameColors,
  ShotCandidate,
  SpanReport,
  SpanShots,
} from '../../core/pipeline/index.ts';
export {
  layoutNames,
  type PaletteGroup,
  RenderError,
  type RenderErrorCode,
  type SwatchColor,
  type TitleStyle,
} from '../../core/poster/index.ts';
export { SHOT_ALGORITHM } from '../../core/shots/index.ts';
export {
  checkFilmName,
  findSequence,
  identifyFilm,
  listBackends,
  nameFilm,
  nameSource,
  stampFilm,
} from '../film/index.ts';
export {
  type FilmRecord,
  type IndexedEntry,
  LibraryError,
  type LibraryErrorCode,
  TITLES_NAME,
  TitlesError,
} from '../library/index.ts';
export { PoolError } from '../pool/index.ts';
export { isS3Address } from '../s3/index.ts';
export { hashValue } from './batch/hash.ts';
export { type FilmList, listFilms, listFirst } from './batch/list-films.ts';
export { type OutputKey, type OutputManifest, openOutputManifest, type Reason } from './batch/manifest.ts';
export { type DueOutput, type DueOutputs, findDueOutputs } from './batch/stale-outputs.ts';
export { type FilmTitle, type FilmTitles, readTitles } from './batch/titles-table.ts';
export { type ComparedFilms, type ComparedInput, compareTwoFilms, type PictureSource } from './compare/compare-two.ts';
export {
  COMPARISON_FORMATS,
  type ComparisonFormat,
  comparisonFormat,
  renderComparison,
} from './compare/comparison-files.ts';
export {
  type ComparedDistances,
  type DistanceKind,
  MATRIX_FORMATS,
  type MatrixFormat,
  matrixFormat,
  measureDistances,
  renderMatrix,
} from './compare/distances.ts';
export { type LibraryDistances, measureLibrary } from './compare/library-distances.ts';
export { readPictures } from './compare/read-pictures.ts';
export { checkDescribeOptions, type DescribedFilm, type DescribeOptions, describeFilmFile } from './describe.ts';
export { describeSpanTask } from './fingerprint/collect-columns.ts';
export type { FingerprintContext, FingerprintEvent } from './fingerprint/events.ts';
export { fingerprintFilm, joinFilm } from './fingerprint/fingerprint-film.ts';
export { measureSoundSpan } from './fingerprint/loudness.ts';
export {
  type CheckedFingerprintOptions,
  checkFingerprintOptions,
  type FingerprintOptions,
} from './fingerprint/options.ts';
export { encodeThumbnail } from './fingerprint/picture-encoder.ts';
export { type FilmPlan, type PlannedFilm, planFilm } from './fingerprint/plan.ts';
export {
  type CollectionPalette,
  type CollectionWork,
  checkGroupFormat,
  findCollectionPalette,
  isLibrary,
  renderGroups,
} from './library/collection-palette.ts';
export { type ExportResult, type ExportWork, exportLibrary } from './library/export-library.ts';
export { type ExportPlan, planExport } from './library/export-options.ts';
export { FOUND_FORMATS, type FoundFormat, foundFormat, renderFound, showFound } from './library/found-files.ts';
export {
  checkMapOptions,
  type LibraryMap,
  MAP_FORMATS,
  type MapFormat,
  type MappedFilm,
  type MapWork,
  mapFormat,
  mapLibrary,
  renderMap,
} from './library/map-library.ts';
export {
  type Collection,
  createFilter,
  type FilmFilter,
  hasFingerprints,
  openCollection,
} from './library/open-collection.ts';
export { readQuery, type SearchRequest } from './library/read-query.ts';
export { isFingerprintFile } from './outputs/file-extension.ts';
export { checkFontName, FONT_NAMES, listFontFiles, loadPosterFonts } from './outputs/fonts.ts';
export { checkMatrixOptions } from './outputs/matrix.ts';
export { type FoundPalette, findPalette } from './outputs/palette.ts';
export { checkPaletteOptions, type FilmPaletteOptions } from './outputs/palette-options.ts';
export { PALETTE_FORMATS, type PaletteFormat, paletteFormat, renderPalette } from './outputs/palette-render.ts';
export {
  checkPanelOptions,
  makePanel,
  PANEL_FORMATS,
  type PanelFormat,
  type PanelPictureOptions,
  type PanelResult,
  panelFormat,
  renderPanel,
} from './outputs/panel.ts';
export { checkPictureOptions, type PictureOptions } from './outputs/picture-options.ts';
export {
  checkOutput,
  isDataFormat,
  OUTPUT_FORMATS,
  type Output,
  type OutputFormat,
  outputFormat,
  renderOutput,
} from './outputs/render.ts';
export {
  checkShotOptions,
  renderShots,
  SHOT_FORMATS,
  type ShotFile,
  type ShotFileOptions,
  type ShotFiles,
  type ShotFormat,
  shotFormat,
} from './outputs/shot-files.ts';
export { checkWritable, filterWritable, identifyOutput, joinOutput, writeWhole } from './outputs/store.ts';
export { WriteError } from './outputs/write-error.ts';
export { PACKAGE } from './package-info.ts';
export { lookAtFilm, lookAtSurveyed } from './preview/first-look.ts';
export { createFrameReader, type FrameReader } from './preview/read-frame.ts';
export { readFingerprint } from './read-fingerprint.ts';
export type { PaletteWork } from './sample-few.ts';
export { type DescribedShots, findShots } from './shots.ts';
export { createLocalRenderer, type LocalRenderer } from './workers/local-renderer.ts';
export { createLocalRunner, createPoolRunner, type LocalRunnerOptions, MAX_JOBS } from './workers/local-runner.ts';
export type { GlimpsedColors, GlimpseTask, PictureTask, PreviewRunner } from './workers/preview-runner.ts';
export type {
  FrameLetterbox,
  LetterboxTask,
  SoundTask,
  SpanRunner,
  SpanTask,
  Survey,
} from './workers/span-runner.ts';
export { runSpans } from './workers/span-scheduler.ts';
export { startWorkers } from './workers/worker-pool.ts';
