/**
 * Libraries: a film as it is searched, the layout of an index, the language of queries, the search
 * for colours and the search for similar films.
 *
 * Pure: it never lists or opens a file. Segments of an index are passed in, so that a page searches
 * as the command line does.
 */
export { COLOR_SIGNATURE_LENGTH } from './film/color-signature.ts';
export { COURSE_LENGTH } from './film/course-signature.ts';
export { type FilmEntry, type FilmSignature, type IndexedFilm, indexFilm, signFilm } from './film/index-film.ts';
export { averageFilm, measureFilm } from './film/mean-color.ts';
export { summarizeFilm } from './film/summarize-film.ts';
export { type ColorTerm, type LibraryQuery, MAX_TERMS } from './query/library-query.ts';
export { parseQuery, queryColors } from './query/parse-query.ts';
export {
  findSimilar,
  SIMILAR_UNITS,
  type SimilarBy,
  type SimilarFilm,
  type SimilarOptions,
} from './search/find-similar.ts';
export {
  type FoundFilm,
  type FoundMoment,
  MOMENTS_PER_FILM,
  SEARCH_UNITS,
  type SearchOptions,
  type SearchUnit,
  searchLibrary,
} from './search/search-library.ts';
export {
  countValues,
  extractFilm,
  findFilmBlock,
  type IndexedPlace,
  joinFilms,
  type LibrarySegment,
  listPlaces,
  SEGMENT_SECTIONS,
  type SectionName,
  type SegmentArrays,
} from './segment.ts';
export { measureSegment, packSegment, unpackSegment } from './segment-bytes.ts';
export { planSections, SECTION_NAMES, type SectionLayout } from './segment-layout.ts';
