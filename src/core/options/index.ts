/**
 * Options and errors: the tables of options, the check of a value against its entry, the base of all
 * errors, and the codec that sends errors as plain data.
 *
 * It reads, draws and prints nothing, and imports no other room, so that every room can use it and
 * `--help` loads nothing else.
 */

export { checkOption, checkOptions, describeExpected, hasKind, pickOptions } from './check-option.ts';
export { ChromathequeError } from './errors/chromatheque-error.ts';
export {
  listChoices,
  OptionError,
  type OptionErrorCode,
  showValue,
  wrongType,
  wrongValue,
} from './errors/option-error.ts';
export { type ErrorClass, fromWire, RemoteError, toWire, type WireError } from './errors/wire-error.ts';
export type {
  CropBox,
  Length,
  LengthOption,
  NumberOption,
  Option,
  OptionGroup,
  OptionTable,
  OptionValue,
  OptionValues,
  SizeOption,
} from './option.ts';
export { COMPARE_OPTIONS } from './tables/compare-options.ts';
export { FILM_OPTIONS } from './tables/film-options.ts';
export { LIBRARY_OPTIONS, SEARCH_OPTIONS, SIMILAR_OPTIONS } from './tables/library-options.ts';
export { PALETTE_OPTIONS } from './tables/palette-options.ts';
export { PANEL_OPTIONS } from './tables/panel-options.ts';
export { PICTURE_OPTIONS } from './tables/picture-options.ts';
export { POSTER_OPTIONS } from './tables/poster-options.ts';
export { RUN_OPTIONS } from './tables/run-options.ts';
export { SHOT_OPTIONS } from './tables/shot-options.ts';
