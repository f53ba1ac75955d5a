import { type Fingerprint, FormatError, parseFingerprint } from '../../../core/fingerprint/index.ts';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { createItem, type Item, type ItemSource, keyOfFile, labelFilm, showFingerprint } from '../state/item.ts';
import { storeRecent } from '../state/recent.ts';
import { detectsShots } from '../state/shot-detection.ts';
import { addItem, current, FIRST_SHARE, items, showItem } from '../state/studio.ts';
import { ConnectionError, fetchStill } from './connection.ts';
import { explainFailure } from './explain-failure.ts';
import { NO_HANDLE, type OpenedFile } from './file-handles.ts';
import { pageQueue, serverQueue } from './film-queue.ts';
import { readFrame } from './frames/film-frames.ts';
import { type FilmFailure, readInPage } from './read-in-page.ts';
import { findOnServer, keyOfServerFile, openFromServer, readOnServer } from './read-on-server.ts';
import { isStill, readStillFile } from './read-still.ts';

/** Maximum size of a fingerprint, compressed or not: several times the largest known. */
const MAX_BYTES = 2 ** 28;

/**
 * Open films, fingerprints and stills. Films are read one after another. A file that is open
 * already is shown.
 */
export function openFiles(files: Iterable<OpenedFile>): void {
  for (const { file, handle } of files) {
    const key = keyOfFile(file);
    if (showOpened(key)) continue;
    const source = { key, file, path: null, handle, hasShots: detectsShots.value };
    if (/\.json(\.gz)?$/i.test(file.name)) void openFingerprint(file, source);
    else if (isStill(file)) openStill(file, source);
    else openFilm(file, source);
  }
}

/** Show the item with a key. @returns whether there is one. */
function showOpened(key: string): boolean {
  const opened = items.value.find(({ source }) => source?.key === key);
  if (opened !== undefined) showItem(opened.id);
  return opened !== undefined;
}

function openFilm(file: File, source: ItemSource): void {
  const item = createItem('film', file.name, URL.createObjectURL(file), source);
  addItem(item);
  readFilmFile(item, file);
}

/** Read a film from its file, when its turn comes. */
export function readFilmFile(item: Item, file: File): void {
  const hasShots = item.source?.hasShots ?? false;
  const onDone = (end: () => void) => {
    storeRead(item);
    end();
  };
  const onFail = (failure: FilmFailure, end: () => void) => {
    // The server may be able to read what this browser cannot, if it has the same file.
    const serverFile = findOnServer(keyOfFile(file));
    if (serverFile === null) item.problem.value = explainFailure(file, failure);
    else readServerFilm(item, serverFile.path);
    end();
  };
  pageQueue.add(item, (end) => readInPage(item, file, hasShots, end, { onDone, onFail }));
}

function storeRead(item: Item): void {
  if (item.fingerprint.value !== null) void storeRecent(item.fingerprint.value);
}

/** Open a file that the server offers. */
export function openShelfItem({ kind, name, path }: ShelfItem): void {
  const key = keyOfServerFile(path);
  if (showOpened(key)) return;
  const hasShots = detectsShots.value;
  const item = createItem(kind, name, null, { key, file: null, path, handle: NO_HANDLE, hasShots });
  addItem(item);
  if (kind === 'fingerprint') void openFromServer(item, path);
  else if (kind === 'still') void showStill(item, name, () => fetchStill(path));
  else readServerFilm(item, path);
}

/** Have the server read a film, when its turn comes. */
export function readServerFilm(item: Item, path: string): void {
  item.problem.value = null;
  item.progress.value = null;
  item.serverPath.value = path;
  // It comes before the work of reading the film. Nothing is shown yet that asks for it.
  if (current.peek() === item && item.strip.peek() === null) void readFrame(item, { share: FIRST_SHARE }, true);
  serverQueue.add(item, (end) => {
    void readOnServer(item, path, item.source?.hasShots ?? false).then(() => {
      if (item.state.peek() === 'canceled') {
        item.work = { pause: null, stop() {}, resume: () => readServerFilm(item, path) };
      }
      storeRead(item);
      end();
    });
  });
}

/** Open a fingerprint that was read already. The same one is shown if it is open. */
export function openParsed(fingerprint: Fingerprint): void {
  const { film, columns } = fingerprint;
  const key = `fingerprint ${film.id} ${columns.length}`;
  if (showOpened(key)) return;
  const source = { key, file: null, path: null, handle: NO_HANDLE, hasShots: false };
  const item = createItem('fingerprint', labelFilm(film.title, film.name), null, source);
  showFingerprint(item, fingerprint);
  addItem(item);
}

async function openFingerprint(file: File, source: ItemSource): Promise<void> {
  const item = createItem('fingerprint', file.name, null, source);
  addItem(item);
  try {
    const fingerprint = parseFingerprint(await readFingerprintText(file));
    showFingerprint(item, fingerprint);
    void storeRecent(fingerprint);
  } catch (error) {
    const reason = error instanceof FormatError ? error.message : 'the file cannot be read';
    item.problem.value = `${file.name}: ${reason}.`;
    item.state.value = 'failed';
  }
}

/**
 * Read a file as text; decompress it if it starts like gzip (RFC 1952, section 2.3.1).
 *
 * @throws {FormatError} if it is too large.
 */
export async function readFingerprintText(file: Blob): Promise<string> {
  if (file.size > MAX_BYTES) throw new FormatError('not-a-fingerprint', 'too large for a fingerprint');
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return file.text();
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).text();
    size += value.length;
    // A small file that decompresses to more is an attack.
    if (size > MAX_BYTES) throw new FormatError('not-a-fingerprint', 'too large for a fingerprint');
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}

function openStill(file: File, source: ItemSource): void {
  const item = createItem('still', file.name, null, source);
  addItem(item);
  void showStill(item, file.name, async () => file);
}

async function showStill(item: Item, name: string, load: () => Promise<Blob>): Promise<void> {
  try {
    item.still.value = await readStillFile(await load());
    item.state.value = 'done';
  } catch (error) {
    item.problem.value =
      error instanceof ConnectionError ? error.message : `${name} is not an image that this browser can show.`;
    item.state.value = 'failed';
  }
}
