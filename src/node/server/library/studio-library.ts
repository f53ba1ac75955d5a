import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import {
  averageFilm,
  extractFilm,
  findSimilar,
  type IndexedPlace,
  joinFilms,
  measureFilm,
  measureSegment,
  packSegment,
  searchLibrary,
} from '../../../core/library/index.ts';
import { ChromathequeError } from '../../../core/options/index.ts';
import type {
  LibraryFilm,
  LibraryFound,
  LibrarySearch,
  LibrarySimilar,
  LibraryState,
} from '../../../core/protocol/index.ts';
import {
  type Collection,
  hasFingerprints,
  type IndexedEntry,
  openCollection,
  TITLES_NAME,
} from '../../app/internal.ts';
import { RequestError } from '../http/request-error.ts';
import type { Root } from '../shelf/roots.ts';
import { findShelfFile } from '../shelf/shelf-file.ts';
import { formatShelfPath } from '../shelf/shelf-path.ts';

/** Bytes of a request for arrays at most. */
const MAX_SEGMENT_BYTES = 32 * 2 ** 20;
/** Sentences on fingerprints that are left out, at most. */
const MAX_SKIPPED = 100;

/** The fingerprints in the named folders, as they are searched. */
export interface StudioLibrary {
  /** Begin to open the library, if that has not begun, and return its state. */
  open(): LibraryState;
  /**
   * Pack the arrays of films from one index up to another.
   *
   * @throws {RequestError} `not-found` for films that do not exist, `too-large`.
   */
  pack(from: number, to: number): Uint8Array;
  /** @throws {RequestError} `not-found` until the library is ready. */
  search(search: LibrarySearch): readonly LibraryFound[];
  /** @throws {RequestError} `not-found` for a film that does not exist. */
  findSimilar(film: number, limit: number): readonly LibrarySimilar[];
  /** Close the files of the index. */
  close(): void;
}

interface OpenFilm {
  readonly place: IndexedPlace<IndexedEntry>;
  readonly film: LibraryFilm;
}

/** @param indexDir folder for the index; absent: `.chromatheque` in each library. */
export function createStudioLibrary(roots: readonly Root[], indexDir: string | undefined): StudioLibrary {
  const collections: Collection[] = [];
  const skipped: string[] = [];
  let films: readonly OpenFilm[] = [];
  let state: LibraryState['state'] = 'indexing';
  let due = 0;
  let problem: string | null = null;
  let isOpened = false;
  let isClosed = false;

  async function openAll(): Promise<void> {
    const opened: OpenFilm[] = [];
    for (const [index, root] of roots.entries()) {
      if (!root.isFolder || !(await hasFingerprints(root.path))) continue;
      await checkTitles(root);
      const collection = await openCollection(root.path, {
        indexDir,
        onSkip: ({ name }, error) => skip(`${root.name}/${name}`, error.message.replaceAll(root.path, root.name)),
        onIndexing: (count) => {
          due = count;
        },
        // The index is in memory then: the next start takes longer, nothing else.
        onNotKept: () => {},
      });
      due = 0;
      if (isClosed) return collection.close();
      collections.push(collection);
      opened.push(...(await listFilms(roots, index, collection)));
    }
    films = opened;
    state = opened.length === 0 ? 'none' : 'ready';
  }

  function skip(name: string, reason: string): void {
    if (skipped.length < MAX_SKIPPED) skipped.push(reason.startsWith(name) ? reason : `${name}: ${reason}`);
  }

  function fail(error: unknown): void {
    state = 'failed';
    const message = error instanceof ChromathequeError ? error.message : 'unexpected error; please report it';
    problem = roots.reduce((text, { path, name }) => text.replaceAll(path, name), message);
  }

  const filmAt = (index: number): OpenFilm => {
    const film = films[index];
    if (film === undefined) throw new RequestError('not-found', 'there is no such film in the library');
    return film;
  };
  const places = () => films.map(({ place }) => place);
  const indices = () => new Map(films.map(({ place }, index) => [place.entry, index]));

  return {
    open() {
      if (!isOpened) void openAll().catch(fail);
      isOpened = true;
      return { state, due, films: films.map(({ film }) => film), skipped, problem };
    },
    pack(from, to) {
      if (from >= to) throw new RequestError('bad-request', '`to`: expected an index above `from`');
      filmAt(to - 1);
      const wanted = films.slice(from, to);
      if (measureSegment(wanted.map(({ film }) => film)) > MAX_SEGMENT_BYTES) {
        throw new RequestError('too-large', 'fewer films must be asked for at once');
      }
      return packSegment(joinFilms(wanted.map(({ place }) => extractFilm(place))));
    },
    search({ query, ...options }) {
      filmAt(0);
      const indexOf = indices();
      const found = searchLibrary(places(), query, { ...options, filter: () => true });
      return found.map(({ entry, moments }) => ({ film: indexOf.get(entry)!, moments }));
    },
    findSimilar(index, limit) {
      const { place } = filmAt(index);
      const indexOf = indices();
      const filter = (entry: IndexedEntry) => entry !== place.entry;
      return findSimilar(places(), extractFilm(place), { by: 'both', limit, filter }).map(({ entry, ...likeness }) => ({
        film: indexOf.get(entry)!,
        ...likeness,
      }));
    },
    close() {
      isClosed = true;
      for (const collection of collections) collection.close();
    },
  };
}

/** Refuse a table of titles that lies elsewhere: its errors would show what is in it. */
async function checkTitles({ path, name }: Root): Promise<void> {
  const table = join(path, TITLES_NAME);
  const target = await realpath(table).catch(() => table);
  if (target !== table) throw new RequestError('not-found', `${name}/${TITLES_NAME}: is a link, which is not followed`);
}

/** List the films of a library that the shelf has too: no file outside the folder, no hidden one. */
async function listFilms(
  roots: readonly Root[],
  root: number,
  { places, titleOf, yearOf }: Collection,
): Promise<OpenFilm[]> {
  const films: OpenFilm[] = [];
  for (const place of places) {
    const { entry } = place;
    const path = formatShelfPath({ root, parts: entry.name.split('/') });
    if ((await findShelfFile(roots, path).catch(() => null)) === null) continue;
    const { id, fileName, hasShots, moments, swatches } = entry;
    const facts = { title: titleOf(entry), year: yearOf(entry), seconds: measureFilm(place), mean: averageFilm(place) };
    films.push({ place, film: { id, fileName, hasShots, moments, swatches, path, ...facts } });
  }
  return films;
}
