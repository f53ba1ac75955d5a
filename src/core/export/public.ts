/**
 * Files of other programs: tables, swatches, edit lists and the page of a film.
 *
 * `chromatheque/export`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { paletteToAco } from './aco.ts';
export { paletteToAse } from './ase.ts';
export { paletteToCss } from './css.ts';
export { fingerprintToCsv } from './csv.ts';
export { paletteToGpl } from './gpl.ts';
export { type NamedPalette, type NamedSwatch, namePalette } from './named-palette.ts';
export { fingerprintToPage, type PageOptions } from './page.ts';
export { paletteToJson } from './palette-json.ts';
export { shotsToCsv } from './shots/csv.ts';
export { shotsToEaf } from './shots/eaf.ts';
export { createEditList, type EditList, type EditListOptions } from './shots/edit-list.ts';
export { shotsToEdl } from './shots/edl.ts';
export { shotsToFcp7Xml } from './shots/fcp7.ts';
export { type NamedShot, nameShots } from './shots/named-shot.ts';
export { shotsToOtio } from './shots/otio.ts';
export { type ChapterOptions, shotsToChapters, shotsToThumbnails } from './shots/vtt.ts';
