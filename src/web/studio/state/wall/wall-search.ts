import { signal } from '@preact/signals';
import {
  extractFilm,
  type FoundMoment,
  findSimilar,
  type LibraryQuery,
  queryColors,
  searchLibrary,
} from '../../../../core/library/index.ts';
import {
  type LibrarySearch,
  librarySimilarPath,
  MAX_LIBRARY_RESULTS,
  PATHS,
  parseLibraryFound,
  parseLibrarySimilar,
} from '../../../../core/protocol/index.ts';
import { requestServer } from '../../reading/connection.ts';
import { readStillFile } from '../../reading/read-still.ts';
import { toSentence } from '../sentence.ts';
import { readQueryText } from './read-query.ts';
import { allPlaces, isWallWhole, type WallFilm, type WallPlace, wallContent, wallVersion } from './wall-films.ts';

/** What the wall is searched for, and the films that match, best first. */
export interface WallResult {
  /** What was searched: `teal, #b5342b`, `still.jpg`, a title. */
  readonly label: string;
  readonly kind: 'colors' | 'still' | 'similar';
  readonly films: readonly number[];
  /** Moments of each film that match; none for similar films. */
  readonly moments: ReadonlyMap<number, readonly FoundMoment[]>;
  /** Milliseconds that the search took. */
  readonly tookMs: number;
}

export const wallResult = signal<WallResult | null>(null);
/** Why the last search gave no result, as a sentence; null if it did. */
export const wallProblem = signal<string | null>(null);
/** Whether a search runs. */
export const isSearching = signal(false);

/** Colours of a still that are searched. */
const STILL_COLORS = 5;

let lastSearch = 0;

/** Run a search. Only the result of the last one is shown. */
async function run(search: () => Promise<WallResult>): Promise<void> {
  const mine = ++lastSearch;
  isSearching.value = true;
  try {
    const result = await search();
    if (mine !== lastSearch) return;
    wallResult.value = result;
    wallProblem.value = null;
  } catch (error) {
    if (mine !== lastSearch) return;
    // Messages of options begin with their name.
    const message = error instanceof Error ? error.message : String(error);
    wallProblem.value = toSentence(message.replace(/^`query`: /, ''));
  } finally {
    if (mine === lastSearch) isSearching.value = false;
  }
}

/** Search for colours, as text. An empty text clears the search. */
export function searchColors(text: string): void {
  if (text.trim() === '') clearSearch();
  else void run(async () => find(readQueryText(text), text.trim(), 'colors'));
}

/** Search for films that look like a still. */
export function searchStill(file: File): void {
  void run(async () => {
    const still = await readStillFile(file).catch(() => null);
    if (still === null) throw new Error(`${file.name} is not an image that this browser can show`);
    URL.revokeObjectURL(still.url);
    return find(queryColors(still.swatches.slice(0, STILL_COLORS)), file.name, 'still');
  });
}

export function clearSearch(): void {
  lastSearch++;
  wallResult.value = null;
  wallProblem.value = null;
  isSearching.value = false;
}

async function find(query: LibraryQuery, label: string, kind: WallResult['kind']): Promise<WallResult> {
  const options = { by: 'film', limit: MAX_LIBRARY_RESULTS, minSeconds: 0 } as const;
  const places = await loadPlaces();
  const begun = performance.now();
  const films = places === null ? null : indexOfFilms();
  const found =
    places === null
      ? await findOnServer({ query, ...options })
      : searchLibrary(places, query, { ...options, filter: () => true }).map(({ entry, moments }) => {
          return { film: films!.get(entry)!, moments };
        });
  const moments = new Map(found.map((each) => [each.film, each.moments]));
  return { label, kind, films: found.map(({ film }) => film), moments, tookMs: performance.now() - begun };
}

/** Wait until all films are loaded. @returns null if they do not fit: the server then searches. */
async function loadPlaces(): Promise<readonly WallPlace[] | null> {
  if (!isWallWhole()) return null;
  for (;;) {
    const places = allPlaces();
    if (places !== null) return places;
    await new Promise<void>((resolve) => {
      const before = wallVersion.peek();
      const stop = wallVersion.subscribe((version) => {
        if (version === before) return;
        queueMicrotask(() => stop());
        resolve();
      });
    });
  }
}

const indexOfFilms = (): Map<WallFilm, number> => new Map(wallContent.peek().films.map((film, i) => [film, i]));

async function findOnServer(search: LibrarySearch) {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify(search);
  const answer = await requestServer(PATHS.librarySearch, { method: 'POST', body, headers });
  return parseLibraryFound(await answer.json());
}

/** Find the films that are most like one of the wall. */
export function searchSimilar(film: number): void {
  const { title } = wallContent.peek().films[film]!;
  void run(async () => {
    const limit = Math.min(MAX_LIBRARY_RESULTS, Math.max(1, wallContent.peek().films.length));
    const places = await loadPlaces();
    const begun = performance.now();
    const films = places === null ? await findSimilarOnServer(film, limit) : findSimilarHere(places, film, limit);
    return {
      label: title,
      kind: 'similar',
      films: [film, ...films],
      moments: new Map(),
      tookMs: performance.now() - begun,
    };
  });
}

function findSimilarHere(places: readonly WallPlace[], film: number, limit: number): number[] {
  const films = indexOfFilms();
  const own = places[film]!;
  const filter = (entry: WallFilm) => entry !== own.entry;
  return findSimilar(places, extractFilm(own), { by: 'both', limit, filter }).map(({ entry }) => films.get(entry)!);
}

async function findSimilarOnServer(film: number, limit: number): Promise<number[]> {
  const answer = await requestServer(librarySimilarPath(film, limit));
  return parseLibrarySimilar(await answer.json()).map((similar) => similar.film);
}
