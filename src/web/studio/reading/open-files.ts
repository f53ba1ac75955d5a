import { type Fingerprint, FormatError, parseFingerprint } from '../../../core/fingerprint/index.ts';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { createItem, type Item, showFingerprint } from '../state/item.ts';
import { storeRecent } from '../state/recent.ts';
import { detectsShots } from '../state/shot-detection.ts';
import { addItem, items } from '../state/studio.ts';
import { ConnectionError, fetchStill } from './connection.ts';
import { explainFailure } from './explain-failure.ts';
import { keepFile } from './film-frames.ts';
import { readInPage } from './read-in-page.ts';
import { findOnServer, openFromServer } from './read-on-server.ts';
import { isStill, readStillFile } from './read-still.ts';
import { queueOnServer } from './server-queue.ts';

/** Maximum size of a fingerprint, compressed or not: several times the largest known. */
const MAX_BYTES = 2 ** 28;

/** Open films, fingerprints and stills. Films are read one after another. */
export function openFiles(files: Iterable<File>): void {
  for (const file of files) {
    if (/\.json(\.gz)?$/i.test(file.name)) void openFingerprint(file);
    else if (isStill(file)) openStill(file);
    else openFilm(file);
  }
}

const waiting: { item: Item; file: File; hasShots: boolean }[] = [];
let isReading = false;

function openFilm(file: File): void {
  const item = createItem('film', file.name, URL.createObjectURL(file));
  keepFile(item, file);
  addItem(item);
  waiting.push({ item, file, hasShots: detectsShots.value });
  readNext();
}

function readNext(): void {
  if (isReading) return;
  const next = waiting.shift();
  if (next === undefined) return;
  // The item was closed while it waited.
  if (!items.value.includes(next.item)) {
    readNext();
    return;
  }
  const { item, file, hasShots } = next;
  isReading = true;
  readInPage(item, file, hasShots, (failure) => {
    isReading = false;
    if (failure === null) storeRead(item);
    else {
      // The server may be able to read what this browser cannot, if it has the same file.
      const serverFile = findOnServer(file);
      if (serverFile === null) item.problem.value = explainFailure(file, failure);
      else queueOnServer({ item, path: serverFile.path, hasShots, onEnd: () => storeRead(item) });
    }
    readNext();
  });
}

function storeRead(item: Item): void {
  if (item.fingerprint.value !== null) void storeRecent(item.fingerprint.value);
}

/** Open a file that the server offers. */
export function openShelfItem({ kind, name, path }: ShelfItem): void {
  const item = createItem(kind, name);
  addItem(item);
  if (kind === 'fingerprint') void openFromServer(item, path);
  else if (kind === 'still') void showStill(item, name, () => fetchStill(path));
  else queueOnServer({ item, path, hasShots: detectsShots.value, onEnd: () => storeRead(item) });
}

export function openParsed(fingerprint: Fingerprint): void {
  const item = createItem('fingerprint', fingerprint.film.title);
  showFingerprint(item, fingerprint);
  addItem(item);
}

async function openFingerprint(file: File): Promise<void> {
  const item = createItem('fingerprint', file.name);
  addItem(item);
  try {
    if (file.size > MAX_BYTES) throw new FormatError('not-a-fingerprint', 'too large for a fingerprint');
    const fingerprint = parseFingerprint(await readText(file));
    showFingerprint(item, fingerprint);
    void storeRecent(fingerprint);
  } catch (error) {
    const reason = error instanceof FormatError ? error.message : 'the file cannot be read';
    item.problem.value = `${file.name}: ${reason}.`;
    item.state.value = 'failed';
  }
}

/** Read a file as text; decompress it if it starts like gzip (RFC 1952, section 2.3.1). */
async function readText(file: Blob): Promise<string> {
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

function openStill(file: File): void {
  const item = createItem('still', file.name);
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
