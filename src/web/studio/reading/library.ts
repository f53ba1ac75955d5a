import {
  averageFilm,
  indexFilm,
  joinFilms,
  listPlaces,
  measureFilm,
  unpackSegment,
} from '../../../core/library/index.ts';
import { type LibraryState, librarySegmentPath, PATHS, parseLibraryState } from '../../../core/protocol/index.ts';
import { type Item, labelFilm } from '../state/item.ts';
import { panelItems } from '../state/panel.ts';
import {
  chunkOf,
  isWallWhole,
  keepChunk,
  placeOf,
  putSegment,
  setWallFilms,
  type WallChunk,
  type WallFilm,
  wallChunks,
  wallContent,
} from '../state/wall/wall-films.ts';
import { requestServer, session } from './connection.ts';

/** After how long the server is asked again while it indexes. */
const RETRY_MS = 500;
/** Requests for arrays at the same time: browsers allow six connections, and films use some. */
const MAX_REQUESTS = 2;

let isOpening = false;

/** Open the films of the wall: the server's library or, without one, the shelf. */
export function openWallFilms(): void {
  if (wallContent.peek().state === 'ready' && wallContent.peek().films.some(({ itemId }) => itemId === undefined)) {
    return;
  }
  if (isOpening) return;
  isOpening = true;
  void openFilms()
    .catch((error: unknown) => {
      const notice = error instanceof Error ? error.message : String(error);
      wallContent.value = { state: 'failed', films: [], notice };
    })
    .finally(() => {
      isOpening = false;
    });
}

async function openFilms(): Promise<void> {
  const library = session.value === null ? null : await openLibrary();
  if (library === null) {
    await openShelf(panelItems.peek());
    return;
  }
  const films = library.films.map((film) => ({ ...film, title: labelFilm(film.title, film.fileName) }));
  setWallFilms(films, describeSkipped(library.skipped));
  if (isWallWhole()) for (const chunk of wallChunks()) wantChunk(chunk);
}

/** Open the server's library. @returns null if it has none. */
async function openLibrary(): Promise<LibraryState | null> {
  for (;;) {
    const library = parseLibraryState(await (await requestServer(PATHS.library)).json());
    if (library.state === 'none') return null;
    if (library.state === 'ready') return library;
    if (library.state === 'failed') throw new Error(library.problem ?? 'The library cannot be opened.');
    const notice = library.due > 0 ? `Indexing ${library.due} fingerprints...` : null;
    wallContent.value = { state: 'opening', films: [], notice };
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function describeSkipped(skipped: readonly string[]): string | null {
  const [first] = skipped;
  if (first === undefined) return null;
  return skipped.length === 1 ? `Left out: ${first}` : `${skipped.length} files are left out. The first: ${first}`;
}

const indexed = new WeakMap<Item, ReturnType<typeof indexItem>>();

function indexItem(item: Item) {
  const film = indexFilm(item.fingerprint.peek()!);
  const [place] = listPlaces([joinFilms([film])]);
  const title = item.title.peek();
  const facts = { title, year: null, seconds: measureFilm(place!), mean: averageFilm(place!) };
  const entry: WallFilm = { ...film.entry, path: '', itemId: item.id, ...facts };
  return { entry, segment: joinFilms([{ ...film, entry }]) };
}

/** Show the complete films of the shelf. Each takes some milliseconds, so the page draws in between. */
export async function openShelf(items: readonly Item[]): Promise<void> {
  const films = [];
  for (const item of items) {
    const known = indexed.get(item) ?? indexItem(item);
    indexed.set(item, known);
    films.push(known);
    await new Promise((resolve) => setTimeout(resolve));
  }
  setWallFilms(
    films.map(({ entry }) => entry),
    null,
  );
  for (const [i, { segment }] of films.entries()) putSegment(i, segment);
}

const wanted: WallChunk[] = [];
let running = 0;

/** Load the films that are seen, if they are not loaded. */
export function loadFilms(films: Iterable<number>): void {
  for (const film of films) {
    const chunk = chunkOf(film);
    if (chunk === undefined) continue;
    if (placeOf(film) !== null) keepChunk(chunk);
    else wantChunk(chunk, true);
  }
}

function wantChunk(chunk: WallChunk, isUrgent: boolean = false): void {
  if (wallContent.peek().films[chunk.from]?.itemId !== undefined || loading.has(chunk)) return;
  const at = wanted.indexOf(chunk);
  if (at >= 0 && !isUrgent) return;
  if (at >= 0) wanted.splice(at, 1);
  if (isUrgent) wanted.unshift(chunk);
  else wanted.push(chunk);
  loadNext();
}

const loading = new Set<WallChunk>();

function loadNext(): void {
  while (running < MAX_REQUESTS) {
    const chunk = wanted.shift();
    if (chunk === undefined) return;
    running++;
    loading.add(chunk);
    void loadChunk(chunk)
      .catch((error: unknown) => {
        const notice = error instanceof Error ? error.message : String(error);
        wallContent.value = { ...wallContent.peek(), notice };
      })
      .finally(() => {
        running--;
        loading.delete(chunk);
        loadNext();
      });
  }
}

async function loadChunk(chunk: WallChunk): Promise<void> {
  const films = wallContent.peek().films;
  const answer = await requestServer(librarySegmentPath(chunk.from, chunk.to));
  const segment = unpackSegment(films.slice(chunk.from, chunk.to), await answer.arrayBuffer());
  // The wall shows other films by now.
  if (wallContent.peek().films !== films) return;
  if (segment === null) throw new Error('The server sent films that do not belong to its list.');
  putSegment(chunk.from, segment);
  keepChunk(chunk);
}
