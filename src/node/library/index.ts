/**
 * Libraries: a folder or a bucket's prefix of fingerprints. It lists and reads them, and keeps an
 * index of their colours.
 *
 * It never reads a film and never changes a fingerprint: the index is a cache beside them.
 */
export {
  type DatasetEntries,
  type DatasetEntry,
  parseDatasetManifest,
  writeDatasetManifest,
} from './dataset/dataset-manifest.ts';
export { DATASET_FORMATS, type DatasetFormat, encodeTable } from './dataset/encode-table.ts';
export { createTableFile, type TableFile } from './dataset/table-file.ts';
export { type LibraryFile, listLibrary } from './files/list-library.ts';
export { parseFingerprintFile, type ReadFilm, readFingerprints } from './files/read-fingerprints.ts';
export { INDEX_FOLDER } from './index-files/index-folder.ts';
export { type OpenLibrary, type OpenOptions, openLibrary } from './index-files/open-library.ts';
export type { IndexedEntry } from './index-files/segment-file.ts';
export { type IndexOptions, updateIndex } from './index-files/update-index.ts';
export { LibraryError, type LibraryErrorCode } from './library-error.ts';
export { type FilmRecord, type FilmRecords, readFilmRecords, TITLES_NAME } from './titles/film-records.ts';
export {
  isSameName,
  parseTitlesTable,
  TITLES_COLUMNS,
  TitlesError,
  type TitlesRow,
  type TitlesTable,
  toTitleText,
} from './titles/titles-table.ts';
