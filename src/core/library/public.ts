/**
 * Many films: signatures, search by colours and similar films.
 *
 * `chromatheque/library`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { type FilmEntry, type FilmSignature, type IndexedFilm, indexFilm, signFilm } from './film/index-film.ts';
export { type ColorTerm, type LibraryQuery, MAX_TERMS } from './query/library-query.ts';
export { parseQuery, queryColors } from './query/parse-query.ts';
export { findSimilar, type SimilarBy, type SimilarFilm, type SimilarOptions } from './search/find-similar.ts';
export {
  type FoundFilm,
  type FoundMoment,
  type SearchOptions,
  type SearchUnit,
  searchLibrary,
} from './search/search-library.ts';
export { joinFilms, type LibrarySegment } from './segment.ts';
