import { formatHex } from '../../color/index.ts';
import { type PaletteSwatch, roundTo } from '../../fingerprint/index.ts';
import type { FilmEntry } from '../film/index-film.ts';
import { SHARES } from '../points.ts';
import type { LibraryQuery } from '../query/library-query.ts';
import type { IndexedPlace } from '../segment.ts';
import { type BestList, createBestList } from './best-list.ts';
import { markCells, markEnough } from './cell-bits.ts';
import { createScorer, type ScoreMoment } from './score.ts';

/** What is found: films with their best moments, shots, or moments (shots, or runs of columns). */
export const SEARCH_UNITS = ['film', 'shot', 'moment'] as const;
/** One of {@link SEARCH_UNITS}. */
export type SearchUnit = (typeof SEARCH_UNITS)[number];

/** How a library is searched. */
export interface SearchOptions<Entry extends FilmEntry = FilmEntry> {
  readonly by: SearchUnit;
  /** Results at most, 1 and more. */
  readonly limit: number;
  /** Seconds that a moment lasts at least. */
  readonly minSeconds: number;
  /** Which films are searched. */
  readonly filter: (entry: Entry) => boolean;
}

/** A moment that matches. */
export interface FoundMoment {
  /** Seconds on the film's own clock. */
  readonly from: number;
  readonly to: number;
  /** From 0.01 up; 1 is a perfect match. Four decimals. */
  readonly score: number;
  /** Largest first. */
  readonly swatches: readonly PaletteSwatch[];
}

/** A film that matches. */
export interface FoundFilm<Entry extends FilmEntry = FilmEntry> {
  readonly entry: Entry;
  /** Best first: up to {@link MOMENTS_PER_FILM} of a film, else one. */
  readonly moments: readonly FoundMoment[];
}

/** Moments per film at most, when films are searched. */
export const MOMENTS_PER_FILM = 3;
/** A lower score is no match that a viewer would see. */
const MIN_SCORE = 0.01;
const DECIMALS = 4;

/** A moment by its place. */
interface Hit<Entry extends FilmEntry> {
  readonly place: IndexedPlace<Entry>;
  readonly moment: number;
  readonly firstSwatch: number;
  readonly score: number;
}

/**
 * Search a library for moments with some colours.
 *
 * All points are scanned: some 400 million per second. Equal scores are in order of title, film and
 * time, so that the result does not depend on the order of films in the index.
 *
 * @param places films of `listPlaces`.
 * @returns best first. A film is there more than once unless films are searched.
 */
export function searchLibrary<Entry extends FilmEntry>(
  places: readonly IndexedPlace<Entry>[],
  query: LibraryQuery,
  { by, limit, minSeconds, filter }: SearchOptions<Entry>,
): FoundFilm<Entry>[] {
  const searched = places.filter(({ entry }) => (by !== 'shot' || entry.hasShots) && filter(entry));
  const bits = markCells(query);
  const lookup: Lookup = {
    bits,
    enough: markEnough(query.minFound),
    score: createScorer(query, bits),
    minSeconds,
  };
  if (by !== 'film') {
    const best = createBestList<Hit<Entry>>(limit, compareHits);
    for (const place of searched) scanFilm(place, lookup, best);
    return best.items.map((hit) => ({ entry: hit.place.entry, moments: [readMoment(hit)] }));
  }
  const films = createBestList<Hit<Entry> & { readonly hits: readonly Hit<Entry>[] }>(limit, compareHits);
  for (const place of searched) {
    const best = createBestList<Hit<Entry>>(MOMENTS_PER_FILM, compareHits);
    scanFilm(place, lookup, best);
    const first = best.items[0];
    if (first !== undefined && films.admits(first.score)) films.add({ ...first, hits: best.items });
  }
  return films.items.map(({ place, hits }) => ({ entry: place.entry, moments: hits.map(readMoment) }));
}

interface Lookup {
  readonly bits: Uint8Array;
  readonly enough: Uint8Array;
  readonly score: ScoreMoment;
  readonly minSeconds: number;
}

/** Scan the moments of a film. The loop over its points is what a search costs. */
function scanFilm<Entry extends FilmEntry>(
  place: IndexedPlace<Entry>,
  { bits, enough, score, minSeconds }: Lookup,
  best: BestList<Hit<Entry>>,
): void {
  const { segment, entry, firstMoment } = place;
  const { counts, points } = segment;
  const end = firstMoment + entry.moments;
  const times = minSeconds > 0 ? segment.read('times', 2 * firstMoment, 2 * end) : null;
  let swatch = place.firstSwatch;
  for (let moment = firstMoment; moment < end; moment++) {
    const firstSwatch = swatch;
    const next = swatch + counts[moment]!;
    let found = 0;
    for (; swatch < next; swatch++) {
      const point = points[swatch]!;
      // `cellOf`, inlined.
      found |= bits[((point >>> 17) & 0x7c00) | ((point >>> 14) & 0x3e0) | ((point >>> 11) & 0x1f)]!;
    }
    if (enough[found] === 0) continue;
    if (times !== null && secondsOf(times, moment - firstMoment) < minSeconds) continue;
    const exact = score(points, firstSwatch, next - firstSwatch, best.admits);
    if (exact >= MIN_SCORE && best.admits(exact)) {
      best.add({ place, moment, firstSwatch, score: roundTo(exact, DECIMALS) });
    }
  }
}

const secondsOf = (times: Float32Array, moment: number): number => times[2 * moment + 1]! - times[2 * moment]!;

function compareHits<Entry extends FilmEntry>(one: Hit<Entry>, other: Hit<Entry>): number {
  if (one.score !== other.score) return other.score - one.score;
  const [a, b] = [one.place.entry, other.place.entry];
  if (a !== b) return compareText(a.title, b.title) || compareText(a.id, b.id);
  return one.moment - other.moment;
}

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function readMoment<Entry extends FilmEntry>({ place, moment, firstSwatch, score }: Hit<Entry>): FoundMoment {
  const { segment } = place;
  const count = segment.counts[moment]!;
  const [from, to] = segment.read('times', 2 * moment, 2 * moment + 2);
  const points = segment.read('points', firstSwatch, firstSwatch + count);
  const codes = segment.read('codes', 3 * firstSwatch, 3 * (firstSwatch + count));
  const swatches = Array.from({ length: count }, (_, i) => ({
    color: formatHex(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!),
    share: roundTo(SHARES[points[i]! & 255]!, DECIMALS),
  }));
  return { from: roundTo(from!, 3), to: roundTo(to!, 3), score, swatches };
}
