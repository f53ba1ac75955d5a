import * as v from 'valibot';
import type { Oklab } from '../../color/index.ts';
import type { FilmEntry } from '../../library/index.ts';
import { natural, type Schema, text } from '../../schema/index.ts';
import { parseMessage } from '../parse-message.ts';

/** A film of the server's library. */
export interface LibraryFilm extends FilmEntry {
  /** The `ShelfItem.path` of its fingerprint. */
  readonly path: string;
  /** From `titles.csv`; null if the table does not state it. */
  readonly year: number | null;
  /** Seconds until the last moment with colours ends. */
  readonly seconds: number;
  /** Its mean colour: lightness, a and b. See `averageFilm`. */
  readonly mean: Oklab;
}

/**
 * The library of the server: the fingerprints in the folders that were named.
 *
 * `none`: there are no fingerprints in them. `indexing`: ask again. `failed`: `problem` says why.
 */
export interface LibraryState {
  readonly state: 'none' | 'indexing' | 'ready' | 'failed';
  /** While it is being indexed: how many fingerprints are due. */
  readonly due: number;
  /** The films; searches name them by their index. Empty until the library is ready. */
  readonly films: readonly LibraryFilm[];
  /** A sentence for each fingerprint that is left out. */
  readonly skipped: readonly string[];
  /** A sentence; null unless the library failed. */
  readonly problem: string | null;
}

const finite = v.pipe(v.number('expected a number'), v.finite('expected a number'));

/** Films at most, as on the server's shelf, several times over. */
export const MAX_LIBRARY_FILMS = 100_000;

const libraryFilm = v.object({
  id: text,
  title: text,
  fileName: text,
  hasShots: v.boolean('expected true or false'),
  moments: natural,
  swatches: natural,
  path: text,
  year: v.nullable(natural),
  seconds: v.pipe(finite, v.minValue(0, 'expected a number from 0 up')),
  mean: v.strictTuple([finite, finite, finite]),
});

const libraryState: Schema<LibraryState> = v.object({
  state: v.picklist(['none', 'indexing', 'ready', 'failed'], 'expected a state of a library'),
  due: natural,
  films: v.pipe(v.array(libraryFilm), v.maxLength(MAX_LIBRARY_FILMS, 'expected fewer films')),
  skipped: v.array(text),
  problem: v.nullable(text),
});

/** Check the state of a library. @throws {MessageError} */
export const parseLibraryState = (value: unknown): LibraryState => parseMessage(libraryState, value, 'library');
