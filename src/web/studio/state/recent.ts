import { signal } from '@preact/signals';
import { type Fingerprint, parseFingerprint, serializeFingerprint } from '../../../core/fingerprint/index.ts';
import { labelFilm } from './item.ts';

/** A fingerprint stored in this browser. */
export interface RecentFingerprint {
  /** The film's identity. */
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  /**
   * Sampled colours in order of time, for a small strip; an empty string where no frame was
   * decoded.
   */
  readonly colors: readonly string[];
}

interface StoredFingerprint extends RecentFingerprint {
  readonly file: Blob;
}

const DATABASE = 'chromatheque';
const STORE = 'fingerprints';
/** The oldest fingerprint is removed when there are more. */
const MAX_STORED = 24;
const STRIP_COLORS = 120;

/** Stored fingerprints, newest first; empty if this browser stores nothing. */
export const recentFingerprints = signal<readonly RecentFingerprint[]>([]);

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  const database = await answer(request);
  const transaction = database.transaction(STORE, mode);
  transaction.oncomplete = () => database.close();
  return transaction.objectStore(STORE);
}

/**
 * Load the list of stored fingerprints. In a browser without storage (a private window) it is
 * empty.
 */
export async function loadRecent(): Promise<void> {
  try {
    const stored: StoredFingerprint[] = await answer((await openStore('readonly')).getAll());
    recentFingerprints.value = stored
      .map(({ file: _, ...facts }) => facts)
      .sort((one, other) => other.savedMs - one.savedMs);
  } catch {
    recentFingerprints.value = [];
  }
}

/** Store a fingerprint; it replaces an earlier one of the same film. */
export async function storeRecent(fingerprint: Fingerprint): Promise<void> {
  const { columns, film } = fingerprint;
  const count = Math.min(STRIP_COLORS, columns.length);
  const colors = Array.from({ length: count }, (_, i) => {
    const { swatches } = columns[Math.floor(((i + 0.5) * columns.length) / count)]!;
    return swatches[0]?.color ?? '';
  });
  try {
    const packed = new Blob([serializeFingerprint(fingerprint)]).stream().pipeThrough(new CompressionStream('gzip'));
    const file = await new Response(packed).blob();
    const title = labelFilm(film.title, film.name);
    const stored: StoredFingerprint = { id: film.id, title, savedMs: Date.now(), colors, file };
    const store = await openStore('readwrite');
    await answer(store.put(stored));
    await loadRecent();
    for (const { id } of recentFingerprints.value.slice(MAX_STORED)) await removeRecent(id);
  } catch {
    // Storage is full or not allowed. Nothing else depends on it.
  }
}

/** Read a stored fingerprint; null if it no longer exists. */
export async function openRecent(id: string): Promise<Fingerprint | null> {
  const stored: StoredFingerprint | undefined = await answer((await openStore('readonly')).get(id));
  if (stored === undefined) return null;
  const text = await new Response(stored.file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return parseFingerprint(text);
}

/**
 * Remove one stored fingerprint, or all.
 *
 * @returns a function that puts them back.
 */
export async function removeRecent(id: string | 'all'): Promise<() => Promise<void>> {
  const all: StoredFingerprint[] = await answer((await openStore('readonly')).getAll());
  const removed = all.filter((one) => id === 'all' || one.id === id);
  const store = await openStore('readwrite');
  await answer(id === 'all' ? store.clear() : store.delete(id));
  await loadRecent();
  return async () => {
    for (const one of removed) await answer((await openStore('readwrite')).put(one));
    await loadRecent();
  };
}
