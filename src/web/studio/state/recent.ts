import { signal } from '@preact/signals';
import { type Fingerprint, parseFingerprint, serializeFingerprint } from '../../../core/fingerprint/index.ts';

/** A fingerprint that this browser keeps. */
export interface RecentFingerprint {
  /** The film's identity. */
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  /** Some colours of it, from its beginning to its end, for a small strip; empty where nothing could be decoded. */
  readonly colors: readonly string[];
}

interface Kept extends RecentFingerprint {
  readonly file: Blob;
}

const DATABASE = 'chromatheque';
const STORE = 'fingerprints';
/** Kept at most; the oldest goes. */
const MAX_KEPT = 24;
const STRIP_COLORS = 120;

/** What is kept, the newest first; empty where this browser keeps nothing. */
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

/** Look what is kept. A browser that keeps nothing (a private window) is as good as an empty one. */
export async function loadRecent(): Promise<void> {
  try {
    const kept: Kept[] = await answer((await openStore('readonly')).getAll());
    recentFingerprints.value = kept
      .map(({ file: _, ...facts }) => facts)
      .sort((one, other) => other.savedMs - one.savedMs);
  } catch {
    recentFingerprints.value = [];
  }
}

/** Keep a fingerprint, in the place of an earlier one of the same film. */
export async function keepRecent(fingerprint: Fingerprint): Promise<void> {
  const { columns, film } = fingerprint;
  const count = Math.min(STRIP_COLORS, columns.length);
  const colors = Array.from({ length: count }, (_, i) => {
    const { swatches } = columns[Math.floor(((i + 0.5) * columns.length) / count)]!;
    return swatches[0]?.color ?? '';
  });
  try {
    const packed = new Blob([serializeFingerprint(fingerprint)]).stream().pipeThrough(new CompressionStream('gzip'));
    const file = await new Response(packed).blob();
    const kept: Kept = { id: film.id, title: film.title, savedMs: Date.now(), colors, file };
    const store = await openStore('readwrite');
    await answer(store.put(kept));
    await loadRecent();
    for (const { id } of recentFingerprints.value.slice(MAX_KEPT)) await forgetRecent(id);
  } catch {
    // No room, or none allowed: nothing is kept, and nothing else depends on it.
  }
}

/** Read one that is kept, or null where it is gone. */
export async function openRecent(id: string): Promise<Fingerprint | null> {
  const kept: Kept | undefined = await answer((await openStore('readonly')).get(id));
  if (kept === undefined) return null;
  const text = await new Response(kept.file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return parseFingerprint(text);
}

/** Forget one, or all. */
export async function forgetRecent(id: string | 'all'): Promise<void> {
  const store = await openStore('readwrite');
  await answer(id === 'all' ? store.clear() : store.delete(id));
  await loadRecent();
}
