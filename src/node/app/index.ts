/**
 * The use cases: from a film to its fingerprint, from a fingerprint to its pictures and tables. Here the rooms are joined.
 *
 * It prints nothing and ends no process: that is for the doors (`cli/`, later a server).
 */

export type { Space } from '../../core/cluster/index.ts';
export { COLOR_ALGORITHM } from '../../core/cluster/index.ts';
export { type ColorName, nameColor, nearestTerminalColor } from '../../core/color/index.ts';
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
  hasFilmExtension,
  planSound,
  type SoundReport,
  type SoundSpan,
  type Span,
  showAddresses,
  soundClock,
} from '../../core/frame/index.ts';
export {
  layoutNames,
  nearestName,
  RenderError,
  type RenderErrorCode,
  type SwatchColor,
  type TitleStyle,
} from '../../core/poster/index.ts';
export {
  checkFilmName,
  findSequence,
  identifyFilm,
  listBackends,
  nameFilm,
  nameSource,
  stampFilm,
} from '../film/index.ts';
export { isS3Address } from '../s3/index.ts';
export { checkDescribeOptions, type DescribedFilm, type DescribeOptions, describeFilm } from './describe-film.ts';
export { type DueOutput, type DueOutputs, findDueOutputs } from './due-outputs.ts';
export { isFingerprintFile } from './file-extension.ts';
export { type FilmList, listFilms, listFirst } from './film-list.ts';
export { type EncodedThumbnail, encodeThumbnail } from './film-pictures.ts';
export { type FilmTitle, type FilmTitles, readTitles, TitlesError } from './film-titles.ts';
export type { FilmEvent, FilmResult, FilmWork } from './film-work.ts';
export { type FoundPalette, findPalette, type PaletteWork } from './find-palette.ts';
export { fingerprintFilm } from './fingerprint-film.ts';
export { checkFingerprintOptions, type FingerprintOptions } from './fingerprint-options.ts';
export { hashValue } from './hash-value.ts';
export { joinFilm } from './join-film.ts';
export { hearSpan } from './listen.ts';
export { createLocalRenderer, type LocalRenderer } from './local-renderer.ts';
export { createLocalRunner, type LocalRunnerOptions, MAX_JOBS } from './local-runner.ts';
export {
  checkPanelOptions,
  makePanel,
  PANEL_FORMATS,
  type PanelFormat,
  type PanelPictureOptions,
  type PanelResult,
  panelFormat,
  renderPanel,
} from './make-panel.ts';
export { type OutputIndex, type OutputKey, openOutputIndex, type Reason } from './output-index.ts';
export { checkWritable, filterWritable, identifyOutput, joinOutput, writeWhole } from './output-store.ts';
export {
  checkOutput,
  isDataFormat,
  OUTPUT_FORMATS,
  type Output,
  type OutputFormat,
  outputFormat,
  renderOutput,
} from './outputs.ts';
export { checkPaletteOptions, type PaletteOptions } from './palette-options.ts';
export { PALETTE_FORMATS, type PaletteFormat, paletteFormat, renderPalette } from './palette-outputs.ts';
export { checkPictureOptions, type Length, type PictureOptions } from './picture-options.ts';
export { type FilmPlan, type PlannedFilm, planFilm } from './plan-film.ts';
export { checkFontName, FONT_NAMES, listFontFiles, loadPosterFonts } from './poster-fonts.ts';
export { readFingerprint } from './read-fingerprint.ts';
export { describeSpanTask } from './sample-columns.ts';
export type {
  BarsTask,
  FrameBars,
  FrameColors,
  SoundTask,
  SpanReport,
  SpanRunner,
  SpanTask,
  Survey,
} from './span-runner.ts';
export { TOOL } from './tool.ts';
export { workOffSpans } from './work-off-spans.ts';
export { WriteError } from './write-error.ts';
