/**
 * Fingerprints and palettes for other programs: tables, swatch files, a page to look at the film
 * in.
 *
 * Pure: it makes text and bytes, and never writes a file.
 */
export { paletteToAco } from './aco.ts';
export { paletteToAse } from './ase.ts';
export { paletteToCss } from './css.ts';
export { fingerprintToCsv } from './csv.ts';
export { paletteToGpl } from './gpl.ts';
export { type NamedPalette, type NamedSwatch, namePalette } from './named-palette.ts';
export { fingerprintToPage, type PageOptions } from './page.ts';
export type { PageData } from './page-data.ts';
export { paletteToJson } from './palette-json.ts';
