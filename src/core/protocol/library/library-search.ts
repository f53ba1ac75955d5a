import * as v from 'valibot';
import {
  type ColorTerm,
  type FoundMoment,
  type LibraryQuery,
  MAX_TERMS,
  SEARCH_UNITS,
  type SearchUnit,
} from '../../library/index.ts';
import { natural, type Schema, text } from '../../schema/index.ts';
import { parseMessage } from '../parse-message.ts';

/** Results of a search or a comparison at most. */
export const MAX_LIBRARY_RESULTS = 1_000;
/** Colours of one term at most: a name has up to some dozens. */
const MAX_COLORS = 100;

/** A search of the server's library: the query that the page parsed, and what is found. */
export interface LibrarySearch {
  readonly query: LibraryQuery;
  readonly by: SearchUnit;
  /** 1 to {@link MAX_LIBRARY_RESULTS}. */
  readonly limit: number;
  /** Seconds that a moment lasts at least. */
  readonly minSeconds: number;
}

/** A film that matches, as an index in `LibraryState.films`. */
export interface LibraryFound {
  readonly film: number;
  readonly moments: readonly FoundMoment[];
}

/** A similar film, as an index in `LibraryState.films`. See `SimilarFilm`. */
export interface LibrarySimilar {
  readonly film: number;
  readonly palette: number | null;
  readonly course: number | null;
  readonly correlation: number;
}

const number = (from: number, to: number) => {
  const expected = `expected a number from ${from} to ${to}`;
  return v.pipe(v.number(expected), v.minValue(from, expected), v.maxValue(to, expected));
};
const color = v.pipe(text, v.regex(/^#[0-9a-f]{6}$/, 'expected a colour'));
const share = number(0, 1);

const term: Schema<ColorTerm> = v.strictObject({
  colors: v.pipe(v.array(color), v.minLength(1, 'expected a colour'), v.maxLength(MAX_COLORS, 'expected fewer')),
  share: v.nullable(v.pipe(share, v.gtValue(0, 'expected a number above 0'))),
  tolerance: number(1, 100),
  isExcluded: v.boolean('expected true or false'),
});

const count = (from: number, to: number) => {
  const expected = `expected an integer from ${from} to ${to}`;
  return v.pipe(natural, v.minValue(from, expected), v.maxValue(to, expected));
};

const search: Schema<LibrarySearch> = v.strictObject({
  query: v.pipe(
    v.strictObject({
      terms: v.pipe(v.array(term), v.maxLength(2 * MAX_TERMS, 'expected fewer colours')),
      minFound: count(1, MAX_TERMS),
    }),
    v.check(({ terms, minFound }) => {
      const wanted = terms.filter(({ isExcluded }) => !isExcluded).length;
      return wanted >= minFound && wanted <= MAX_TERMS;
    }, `expected 1 to ${MAX_TERMS} colours that are not excluded`),
  ),
  by: v.picklist(SEARCH_UNITS, 'expected film, shot or moment'),
  limit: count(1, MAX_LIBRARY_RESULTS),
  minSeconds: number(0, 86_400),
});

const moment: Schema<FoundMoment> = v.object({
  from: number(0, 1e9),
  to: number(0, 1e9),
  score: number(0, 1),
  swatches: v.array(v.object({ color, share })),
});

const found: Schema<readonly LibraryFound[]> = v.array(v.object({ film: natural, moments: v.array(moment) }));

const similar: Schema<readonly LibrarySimilar[]> = v.array(
  v.object({
    film: natural,
    palette: v.nullable(share),
    course: v.nullable(share),
    correlation: number(-1, 1),
  }),
);

/** Check a search. @throws {MessageError} */
export const parseLibrarySearch = (value: unknown): LibrarySearch => parseMessage(search, value, 'body');

/** Check what a search found. @throws {MessageError} */
export const parseLibraryFound = (value: unknown): readonly LibraryFound[] => parseMessage(found, value, 'found');

/** Check similar films. @throws {MessageError} */
export const parseLibrarySimilar = (value: unknown): readonly LibrarySimilar[] =>
  parseMessage(similar, value, 'similar');
