import { signal } from '@preact/signals';
import { type IndexedPlace, type LibrarySegment, listPlaces, measureSegment } from '../../../../core/library/index.ts';
import type { LibraryFilm } from '../../../../core/protocol/index.ts';

/** A film of the wall: of the server's library, or an item of the shelf. */
export interface WallFilm extends LibraryFilm {
  /** Id of the item if the film is on the shelf; its `path` is then empty. */
  readonly itemId?: number;
}

/** Where a film of the wall lies in what a search scans. */
export type WallPlace = IndexedPlace<WallFilm>;

/** What is known of the films of the wall. */
export interface WallContent {
  readonly state: 'opening' | 'ready' | 'failed';
  readonly films: readonly WallFilm[];
  /** A sentence on what is awaited, left out, or failed; null for none. */
  readonly notice: string | null;
}

/** Arrays in memory at most: a larger library is loaded as it is seen, and searched on the server. */
const MAX_WALL_BYTES = 64 * 2 ** 20;
/** Arrays that are loaded at once. */
const CHUNK_BYTES = 2 ** 20;

export const wallContent = signal<WallContent>({ state: 'opening', films: [], notice: null });

/** Incremented when arrays of films arrive. */
export const wallVersion = signal(0);

/** Films that are loaded together. */
export interface WallChunk {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

let chunks: readonly WallChunk[] = [];
let places: (WallPlace | null)[] = [];
let chunkOfFilm: Uint32Array = new Uint32Array();
/** Chunks in memory, those that were seen last at the end. */
const loaded = new Map<WallChunk, number>();

/** Set the films of the wall. Their arrays are put or loaded later. */
export function setWallFilms(films: readonly WallFilm[], notice: string | null): void {
  chunks = planChunks(films);
  places = films.map(() => null);
  chunkOfFilm = new Uint32Array(films.length);
  for (const [i, { from, to }] of chunks.entries()) chunkOfFilm.fill(i, from, to);
  loaded.clear();
  wallContent.value = { state: 'ready', films, notice };
  wallVersion.value++;
}

/** Cut films into parts of about a megabyte. */
function planChunks(films: readonly WallFilm[]): WallChunk[] {
  const made: WallChunk[] = [];
  let [from, bytes] = [0, 0];
  for (const [i, film] of films.entries()) {
    bytes += measureSegment([film]);
    if (bytes < CHUNK_BYTES && i < films.length - 1) continue;
    made.push({ from, to: i + 1, bytes });
    [from, bytes] = [i + 1, 0];
  }
  return made;
}

/** All parts of the films. */
export const wallChunks = (): readonly WallChunk[] => chunks;

/** The part that a film belongs to. */
export const chunkOf = (film: number): WallChunk | undefined => chunks[chunkOfFilm[film] ?? -1];

/** Whether all films fit into memory, so that the page searches them itself. */
export const isWallWhole = (): boolean => chunks.reduce((sum, { bytes }) => sum + bytes, 0) <= MAX_WALL_BYTES;

/** The film's place; null until its arrays are loaded. */
export const placeOf = (film: number): WallPlace | null => places[film] ?? null;

/** All places in the order of films; null while some are not loaded. */
export function allPlaces(): readonly WallPlace[] | null {
  return places.every((place) => place !== null) ? (places as readonly WallPlace[]) : null;
}

/** Put the arrays of the films from an index on. */
export function putSegment(from: number, segment: LibrarySegment<WallFilm>): void {
  for (const [i, place] of listPlaces([segment]).entries()) places[from + i] = place;
  wallVersion.value++;
}

/** Note that a part was loaded, and forget those that were seen longest ago if there are too many. */
export function keepChunk(chunk: WallChunk): void {
  loaded.delete(chunk);
  loaded.set(chunk, chunk.bytes);
  let bytes = [...loaded.values()].reduce((sum, each) => sum + each, 0);
  for (const [old, size] of loaded) {
    if (bytes <= MAX_WALL_BYTES) break;
    loaded.delete(old);
    bytes -= size;
    places.fill(null, old.from, old.to);
  }
}
