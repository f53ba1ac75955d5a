import { type IndexedPlace, listPlaces } from '../../../core/library/index.ts';
import { LibraryError } from '../library-error.ts';
import { createSharedPoints, type IndexedEntry } from './segment-file.ts';
import { type IndexOptions, updateIndex } from './update-index.ts';

/** How a library is opened. */
export interface OpenOptions extends IndexOptions {
  /** It takes less memory and time to search it once, and longer to search it again. */
  readonly isSearchedOnce?: boolean;
}

/** A library that can be searched. */
export interface OpenLibrary {
  /** Its films. */
  readonly places: readonly IndexedPlace<IndexedEntry>[];
  /** Close the files of the index: codes of swatches cannot be read afterwards. */
  readonly close: () => void;
}

/**
 * Open a library: bring its index up to date and read it. Damaged parts of the index are built
 * again.
 *
 * @param place a folder of fingerprints, or `s3://BUCKET/PREFIX`.
 * @throws {LibraryError} for a library that cannot be listed, or in which no fingerprint can be
 *   read.
 */
export async function openLibrary(place: string, options: OpenOptions): Promise<OpenLibrary> {
  const damaged = new Set<string>();
  for (;;) {
    const shared = options.isSearchedOnce === true ? createSharedPoints() : undefined;
    const { files, fresh, isCurrent } = await updateIndex(place, options, damaged);
    const close = () => {
      for (const file of files) file.close();
    };
    const loaded = files.map((file) => ({ path: file.path, segment: file.load(shared) }));
    const broken = loaded.filter(({ segment }) => segment === null);
    if (broken.length === 0) {
      const segments = [...loaded.flatMap(({ segment }) => segment ?? []), ...fresh];
      const places = listPlaces(segments).filter(({ entry }) => isCurrent(entry));
      if (places.length > 0) return { places, close };
      close();
      throw new LibraryError('empty', `${place}: no fingerprint in it can be read`);
    }
    for (const { path } of broken) damaged.add(path);
    close();
  }
}
