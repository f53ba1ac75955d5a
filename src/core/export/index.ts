/**
 * Fingerprints, palettes and shots for other programs: tables, swatch files, edit lists,
 * annotations, a page to look at the film in.
 *
 * Pure: it makes text and bytes, and never writes a file.
 */
export { paletteToAco } from './aco.ts';
export { paletteToAse } from './ase.ts';
export { comparisonToCsv } from './comparison/comparison-csv.ts';
export type { ComparisonPageData, FramePair } from './comparison/comparison-data.ts';
export { comparisonToPage } from './comparison/comparison-page.ts';
export { paletteToCss } from './css.ts';
export { fingerprintToCsv } from './csv.ts';
export type {
  DatasetField,
  DatasetFilm,
  DatasetRows,
  DatasetTable,
  DatasetType,
  DatasetValue,
} from './dataset/dataset-table.ts';
export { COLORS_TABLE } from './dataset/swatch-tables.ts';
export { datasetHeaderToCsv, datasetRowsToCsv } from './dataset/table-csv.ts';
export { DATASET_TABLES } from './dataset/tables.ts';
export { foundToCsv } from './found/found-csv.ts';
export { foundToPage } from './found/found-page.ts';
export { type ShownMoment, titleMoment } from './found/shown-moment.ts';
export { paletteToGpl } from './gpl.ts';
export { type MapPageData, type MapPageFilm, mapToPage } from './map/map-page.ts';
export { matrixToCsv } from './matrix-csv.ts';
export { type NamedPalette, type NamedSwatch, namePalette } from './named-palette.ts';
export { fingerprintToPage, type PageOptions } from './page.ts';
export type { PageData } from './page-data.ts';
export { paletteToJson } from './palette-json.ts';
export { shotsToCsv } from './shots/csv.ts';
export { shotsToEaf } from './shots/eaf.ts';
export { createEditList, type EditList, type EditListOptions, findRateWarnings } from './shots/edit-list.ts';
export { findEdlWarnings, shotsToEdl } from './shots/edl.ts';
export { shotsToFcp7Xml } from './shots/fcp7.ts';
export { describeShotColors, type NamedShot, nameShots } from './shots/named-shot.ts';
export { shotsToOtio } from './shots/otio.ts';
export { checkTimecode } from './shots/timecode.ts';
export { type ChapterOptions, type SpriteTile, shotsToChapters, shotsToThumbnails } from './shots/vtt.ts';
export { shotsToWebAnnotations } from './shots/web-annotation.ts';
