/**
 * Errors of this package, and the tables of its options.
 *
 * `chromatheque/options`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { ChromathequeError } from './errors/chromatheque-error.ts';
export { OptionError, type OptionErrorCode } from './errors/option-error.ts';
export type { CropBox, Length, Option, OptionTable } from './option.ts';
export { FILM_OPTIONS } from './tables/film-options.ts';
export { PALETTE_OPTIONS } from './tables/palette-options.ts';
export { PANEL_OPTIONS } from './tables/panel-options.ts';
export { PICTURE_OPTIONS } from './tables/picture-options.ts';
