/**
 * Libraries: a folder or a bucket's prefix of fingerprints. It lists and reads them, and keeps an
 * index of their colours.
 *
 * It never reads a film and never changes a fingerprint: the index is a cache beside them.
 */
export { type LibraryFile, listLibrary } from './files/list-library.ts';
export { parseFingerprintFile, type ReadFilm, readFingerprints } from './files/read-fingerprints.ts';
export { LibraryError, type LibraryErrorCode } from './library-error.ts';
