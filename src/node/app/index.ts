/**
 * The use cases: make the fingerprint of a film, and pictures and tables of a fingerprint. This
 * room joins the others. This file is the public API of the package; the command line, the server
 * and the queue use internal.ts.
 *
 * It never prints and never ends the process: the command line and the server do.
 */

export type { Comparison } from '../../core/compare/index.ts';
export type { Column, Description, Fingerprint, Swatch } from '../../core/fingerprint/index.ts';
export type { FrameSource } from '../../core/frame/index.ts';
export { ChromathequeError, OptionError } from '../../core/options/index.ts';
export type { CallOptions, CallProgress as Progress, Runner } from './api/call-options.ts';
export { compare } from './api/compare.ts';
export { describe } from './api/describe.ts';
export type { FilmInput } from './api/film-input.ts';
export { fingerprint } from './api/fingerprint.ts';
export { type InputPalette as Palette, palette } from './api/palette.ts';
export { type PanelFileOptions as PanelOptions, panel } from './api/panel.ts';
export { type RenderOptions, render } from './api/render.ts';
export { createRunner } from './api/runner.ts';
export { streamColumns } from './api/stream-columns.ts';
export { writeFingerprint } from './api/write-fingerprint.ts';
export type { FingerprintOptions } from './fingerprint/options.ts';
export type { FilmPaletteOptions as PaletteOptions } from './outputs/palette-options.ts';
export { readFingerprint } from './read-fingerprint.ts';
