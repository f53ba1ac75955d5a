import { basename } from 'node:path';
import type { FormatError } from '../../../core/fingerprint/index.ts';
import { extractFilm, indexFilm, joinFilms, type LibrarySegment, listPlaces } from '../../../core/library/index.ts';
import { type LibraryFile, listLibrary } from '../files/list-library.ts';
import { readFingerprints } from '../files/read-fingerprints.ts';
import { LibraryError } from '../library-error.ts';
import { findIndexFolder, openSegments, removeOldParts, removeSegments, writeSegment } from './index-folder.ts';
import { encodeSegment, type IndexedEntry, isLittleEndian, nameSegment, type SegmentFile } from './segment-file.ts';

/** Where a library's index is kept, and who learns what. */
export interface IndexOptions {
  /** A folder for the index, outside the library. Absent: `.chromatheque` in the library. */
  readonly indexDir?: string | undefined;
  /** Is called for a fingerprint that cannot be read: it is left out. */
  readonly onSkip: (file: LibraryFile, error: FormatError | LibraryError) => void;
  /** Is called once, before fingerprints are indexed, with their number. */
  readonly onIndexing?: (count: number) => void;
  /** Is called if the index cannot be kept, with the reason. It is then in memory only. */
  readonly onNotKept?: (reason: string) => void;
}

/** An index that is up to date. Its arrays are not loaded. */
export interface UpdatedIndex {
  /** Segments on disk, and of films that were just indexed. */
  readonly files: readonly SegmentFile[];
  readonly fresh: readonly LibrarySegment<IndexedEntry>[];
  /** Whether a film is one of the library, and not a former state of it. */
  readonly isCurrent: (entry: IndexedEntry) => boolean;
}

/** Swatches of a segment that is built, at most: 30 MB. What is not written is lost if the process ends. */
const MAX_SWATCHES = 4_000_000;
/** A smaller segment, in bytes, is merged with others when there are many. */
const SMALL_SEGMENT = 2 ** 24;
const MAX_SMALL_SEGMENTS = 16;
/** Share of former films from which a segment is written again. */
const MAX_FORMER = 0.5;

/**
 * Bring the index of a library up to date: read the fingerprints that are new or changed, and write
 * them as a new segment.
 *
 * There is no lock. Segments never change, appear whole under a name that their fingerprints
 * determine, and a film in two segments counts once: two processes at the same time do some work
 * twice, and a process that is killed leaves what it had written.
 *
 * @param ignored paths of segments that are known to be damaged.
 * @throws {LibraryError} for a library that cannot be listed, or has no fingerprints.
 */
export async function updateIndex(
  place: string,
  options: IndexOptions,
  ignored: ReadonlySet<string> = new Set(),
): Promise<UpdatedIndex> {
  const listed = await listLibrary(place);
  if (listed.length === 0) throw new LibraryError('empty', `${place}: there are no fingerprints in it`);
  const folder = isLittleEndian ? findIndexFolder(place, options.indexDir) : null;
  const opened = folder === null ? { segments: [], damaged: [] } : await openSegments(folder);
  await removeSegments([...opened.damaged, ...ignored]);
  const files = opened.segments.filter(({ path }) => !ignored.has(path));

  const byName = new Map(listed.map((file) => [file.name, file]));
  const current = new Map<string, IndexedEntry>();
  const claim = (entry: IndexedEntry) => {
    const file = byName.get(entry.name);
    const isSame = file !== undefined && file.size === entry.size && file.stamp === entry.stamp;
    if (isSame && !current.has(entry.name)) current.set(entry.name, entry);
  };
  for (const { entries } of files) entries.forEach(claim);
  const due = listed.filter(({ name }) => !current.has(name));

  const keeper = createKeeper(folder, options.onNotKept);
  const fresh: LibrarySegment<IndexedEntry>[] = [];
  if (due.length > 0) options.onIndexing?.(due.length);
  for await (const segment of buildSegments(due, options.onSkip)) {
    segment.entries.forEach(claim);
    fresh.push(segment);
    await keeper.write(segment);
  }
  const isCurrent = (entry: IndexedEntry) => current.get(entry.name) === entry;
  if (folder === null || fresh.length === 0 || !keeper.isKept()) return { files, fresh, isCurrent };
  await removeOldParts(folder);
  return { ...(await compact(files, fresh, isCurrent, keeper)), isCurrent };
}

/** Index fingerprints one after another, and join them to segments. */
async function* buildSegments(
  files: readonly LibraryFile[],
  onSkip: IndexOptions['onSkip'],
): AsyncGenerator<LibrarySegment<IndexedEntry>> {
  let films: Parameters<typeof joinFilms<IndexedEntry>>[0][number][] = [];
  let swatches = 0;
  for await (const { file, fingerprint } of readFingerprints(files, onSkip)) {
    const film = indexFilm(fingerprint);
    const { name, size, stamp } = file;
    films.push({ ...film, entry: { ...film.entry, name, size, stamp } });
    swatches += film.entry.swatches;
    if (swatches < MAX_SWATCHES) continue;
    yield joinFilms(films);
    films = [];
    swatches = 0;
  }
  if (films.length > 0) yield joinFilms(films);
}

/** Writes segments until that fails, and then keeps them in memory. */
interface Keeper {
  readonly write: (segment: LibrarySegment<IndexedEntry>) => Promise<void>;
  readonly isKept: () => boolean;
}

function createKeeper(folder: string | null, onNotKept: IndexOptions['onNotKept']): Keeper {
  let isKept = true;
  const fail = (reason: string) => {
    if (isKept) onNotKept?.(reason);
    isKept = false;
  };
  return {
    isKept: () => isKept,
    async write(segment) {
      if (!isKept) return;
      if (folder === null) {
        fail('a library in a bucket has no place for one');
        return;
      }
      try {
        await writeSegment(folder, nameSegment(segment.entries), encodeSegment(segment));
      } catch (error) {
        fail(`${folder} cannot be written (${(error as NodeJS.ErrnoException).code})`);
      }
    },
  };
}

/** Merge small segments if there are many, and those that consist mostly of former films. */
async function compact(
  files: readonly SegmentFile[],
  fresh: readonly LibrarySegment<IndexedEntry>[],
  isCurrent: (entry: IndexedEntry) => boolean,
  keeper: Keeper,
): Promise<Pick<UpdatedIndex, 'files' | 'fresh'>> {
  const isFormer = ({ entries }: SegmentFile) =>
    entries.filter((entry) => !isCurrent(entry)).length >= entries.length * MAX_FORMER;
  const small = files.filter(({ bytes }) => bytes < SMALL_SEGMENT);
  const merged = files.filter((file) => isFormer(file) || (small.length >= MAX_SMALL_SEGMENTS && small.includes(file)));
  if (merged.length === 0) return { files, fresh };
  // A damaged segment is found again, and replaced, when the library is loaded.
  const loaded = merged.flatMap((file) => {
    const segment = file.load();
    return segment === null ? [] : [{ file, segment }];
  });
  const places = listPlaces(loaded.map(({ segment }) => segment)).filter(({ entry }) => isCurrent(entry));
  const joined = places.length === 0 ? [] : [joinFilms(places.map(extractFilm))];
  for (const segment of joined) await keeper.write(segment);
  if (!keeper.isKept()) return { files, fresh };
  const names = joined.map(({ entries }) => nameSegment(entries));
  const replaced = loaded.map(({ file }) => file);
  await removeSegments(replaced.map(({ path }) => path).filter((path) => !names.includes(basename(path))));
  for (const file of replaced) file.close();
  return { files: files.filter((file) => !replaced.includes(file)), fresh: [...fresh, ...joined] };
}
