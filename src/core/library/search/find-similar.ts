import { findNearness } from '../../compare/index.ts';
import { roundTo } from '../../fingerprint/index.ts';
import type { FilmEntry, FilmSignature } from '../film/index-film.ts';
import { type IndexedPlace, type LibrarySegment, listPlaces, readSignature } from '../segment.ts';
import { createBestList } from './best-list.ts';

/** By what films are similar: their colours, when light and dark come, or both. */
export const SIMILAR_UNITS = ['palette', 'course', 'both'] as const;
/** One of {@link SIMILAR_UNITS}. */
export type SimilarBy = (typeof SIMILAR_UNITS)[number];

/** How similar films are searched. */
export interface SimilarOptions<Entry extends FilmEntry = FilmEntry> {
  readonly by: SimilarBy;
  /** Results at most, 1 and more. */
  readonly limit: number;
  /** Which films are searched. */
  readonly filter: (entry: Entry) => boolean;
}

/** A similar film. */
export interface SimilarFilm<Entry extends FilmEntry = FilmEntry> {
  readonly entry: Entry;
  /**
   * Share of the pairs of films of the library that are less alike, 0 to 1, four decimals; null if
   * the library has no pair.
   */
  readonly palette: number | null;
  readonly course: number | null;
  /** Correlation of lightness over time, -1 to 1, two decimals: editions of one cut have 0.9 and more. */
  readonly correlation: number;
}

/** Pairs at most whose likeness is measured: percentiles are then known to some 0.1 %. */
const MAX_PAIRS = 2000;
/**
 * Correlation of courses from which two films are editions of one: of 20,689 pairs of different
 * feature films none had more than 0.52.
 */
const SAME_FILM = 0.6;

/** How alike two films are: 0 to 1, and -1 to 1. */
interface Likeness {
  readonly palette: number;
  readonly course: number;
}

/**
 * Find the films of a library that are most like a film.
 *
 * By both, editions of the film come first, which their course tells whatever their grade, and then
 * the films with the most similar colours: the courses of different films say nothing.
 *
 * 10,000 films take about 0.1 s.
 *
 * @param places films of `listPlaces`.
 */
export function findSimilar<Entry extends FilmEntry>(
  places: readonly IndexedPlace<Entry>[],
  signature: FilmSignature,
  { by, limit, filter }: SimilarOptions<Entry>,
): SimilarFilm<Entry>[] {
  const pairs = measurePairs(places);
  const best = createBestList<RankedFilm<Entry>>(limit, compareRanked);
  const measure = createMeasure(signature);
  for (const place of places) {
    if (!filter(place.entry)) continue;
    const likeness = measure(place);
    best.add({ entry: place.entry, likeness, score: rank(likeness, by) });
  }
  return best.items.map(({ entry, likeness }) => ({
    entry,
    palette: percentile(likeness.palette, pairs.palette),
    course: percentile(likeness.course, pairs.course),
    correlation: roundTo(likeness.course, 2),
  }));
}

interface RankedFilm<Entry extends FilmEntry> {
  readonly entry: Entry;
  readonly likeness: Likeness;
  readonly score: number;
}

function rank({ palette, course }: Likeness, by: SimilarBy): number {
  if (by === 'palette') return palette;
  if (by === 'course') return course;
  return course >= SAME_FILM ? 1 + course : palette;
}

function compareRanked<Entry extends FilmEntry>(one: RankedFilm<Entry>, other: RankedFilm<Entry>): number {
  if (one.score !== other.score) return other.score - one.score;
  const [a, b] = [`${one.entry.title}\n${one.entry.id}`, `${other.entry.title}\n${other.entry.id}`];
  return a < b ? -1 : 1;
}

/** Share of pairs that are less alike. @param pairs distances, ascending. */
const percentile = (likeness: number, pairs: Float64Array): number | null =>
  pairs.length === 0 ? null : roundTo(findNearness(1 - likeness, pairs), 4);

/** Measure the distances of pairs of films, evenly picked from all pairs. */
function measurePairs(places: readonly IndexedPlace[]): { palette: Float64Array; course: Float64Array } {
  const films = [...places].sort((one, other) => (one.entry.id < other.entry.id ? -1 : 1));
  const all = (films.length * (films.length - 1)) / 2;
  const count = Math.min(MAX_PAIRS, all);
  const palette = new Float64Array(count);
  const course = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [one, other] = pairAt(Math.floor(((i + 0.5) * all) / count));
    const likeness = createMeasure(readSignature(films[one]!))(films[other]!);
    palette[i] = 1 - likeness.palette;
    course[i] = 1 - likeness.course;
  }
  return { palette: palette.sort(), course: course.sort() };
}

/** The pair of a number, counted row by row: (1, 0), (2, 0), (2, 1), (3, 0), ... */
function pairAt(number: number): [one: number, other: number] {
  let row = Math.floor((1 + Math.sqrt(1 + 8 * number)) / 2);
  while ((row * (row - 1)) / 2 > number) row--;
  while ((row * (row + 1)) / 2 <= number) row++;
  return [row, number - (row * (row - 1)) / 2];
}

/** Prepare a film to be compared with many others. */
function createMeasure(film: FilmSignature): (place: IndexedPlace) => Likeness {
  const colorsSquared = dot(film.colors, film.colors);
  const courseSquared = dot(film.course, film.course);
  return (place) => {
    const { colors, course } = readSignature(place);
    const squares = findSquares(place);
    return {
      palette: cosine(dot(film.colors, colors), colorsSquared, squares[2 * place.film]!),
      course: cosine(dot(film.course, course), courseSquared, squares[2 * place.film + 1]!),
    };
  };
}

/** Per film of a segment: the squared lengths of both signatures. They are computed once. */
const SQUARES = new WeakMap<LibrarySegment, Float64Array>();

function findSquares({ segment }: IndexedPlace): Float64Array {
  const known = SQUARES.get(segment);
  if (known !== undefined) return known;
  const squares = Float64Array.from(
    listPlaces([segment]).flatMap((place) => {
      const { colors, course } = readSignature(place);
      return [dot(colors, colors), dot(course, course)];
    }),
  );
  SQUARES.set(segment, squares);
  return squares;
}

const cosine = (product: number, one: number, other: number): number =>
  one === 0 || other === 0 ? 0 : product / Math.sqrt(one * other);

/** The sum of products: a whole number, so exact. */
function dot(one: Uint8Array | Int8Array, other: Uint8Array | Int8Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
