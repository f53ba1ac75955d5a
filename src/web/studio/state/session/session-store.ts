/**
 * Sessions in the browser's storage (IndexedDB): a small record per session, and the contents of its
 * items, which are written when they change only.
 */

/** What is kept of a session; checked by `parseSessionRecord` when it is read. */
export interface StoredSession {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  readonly record: unknown;
}

/** A fingerprint, compressed, or the file of a still. */
export interface StoredContent {
  /** Of the session. */
  readonly session: string;
  /** Of the item's source. */
  readonly key: string;
  readonly file: Blob;
}

const DATABASE = 'chromatheque-session';
/** The oldest sessions are removed when there are more. */
const MAX_SESSIONS = 4;

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open(store: 'sessions' | 'contents', mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('sessions', { keyPath: 'id' });
    request.result.createObjectStore('contents', { keyPath: ['session', 'key'] });
  };
  const database = await answer(request);
  const transaction = database.transaction(store, mode);
  transaction.oncomplete = () => database.close();
  transaction.onabort = () => database.close();
  return transaction.objectStore(store);
}

/** All sessions, newest first. */
export async function listSessions(): Promise<StoredSession[]> {
  const all: StoredSession[] = await answer((await open('sessions', 'readonly')).getAll());
  return all.sort((one, other) => other.savedMs - one.savedMs);
}

/** All items of one session. */
const rangeOf = (session: string): IDBKeyRange => IDBKeyRange.bound([session], [session, []]);

/** Write a session, and remove the oldest ones. */
export async function writeSession(session: StoredSession): Promise<void> {
  await answer((await open('sessions', 'readwrite')).put(session));
  for (const { id } of (await listSessions()).slice(MAX_SESSIONS)) {
    await answer((await open('sessions', 'readwrite')).delete(id));
    await answer((await open('contents', 'readwrite')).delete(rangeOf(id)));
  }
}

export async function writeContent(content: StoredContent): Promise<void> {
  await answer((await open('contents', 'readwrite')).put(content));
}

export async function removeContent(session: string, key: string): Promise<void> {
  await answer((await open('contents', 'readwrite')).delete([session, key]));
}

/** The contents of a session by the key of the item's source. */
export async function readContents(session: string): Promise<Map<string, Blob>> {
  const all: StoredContent[] = await answer((await open('contents', 'readonly')).getAll(rangeOf(session)));
  return new Map(all.map(({ key, file }) => [key, file]));
}
