import { type Fingerprint, FormatError, parseFingerprint } from '../../../core/fingerprint/index.ts';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { createItem, type Item, showFingerprint } from '../state/item.ts';
import { keepRecent } from '../state/recent.ts';
import { addItem, items } from '../state/studio.ts';
import { ConnectionError, fetchStill } from './connection.ts';
import { readInPage } from './read-in-page.ts';
import { findOnServer, openFromServer, readOnServer } from './read-on-server.ts';
import { isStill, readStillFile } from './read-still.ts';

/** Bytes of a fingerprint at most, packed or not: several times the largest there are. */
const MAX_BYTES = 2 ** 28;

/** Put files on the shelf: films, fingerprints and stills; several films are read one after another. */
export function openFiles(files: Iterable<File>): void {
  for (const file of files) {
    if (/\.json(\.gz)?$/i.test(file.name)) void openFingerprint(file);
    else if (isStill(file)) openStill(file);
    else openFilm(file);
  }
}

const waiting: { item: Item; file: File }[] = [];
let isReading = false;

function openFilm(file: File): void {
  const item = createItem('film', file.name, URL.createObjectURL(file));
  addItem(item);
  waiting.push({ item, file });
  readNext();
}

function readNext(): void {
  if (isReading) return;
  const next = waiting.shift();
  if (next === undefined) return;
  // It was taken off the shelf while it waited.
  if (!items.value.includes(next.item)) {
    readNext();
    return;
  }
  const { item, file } = next;
  isReading = true;
  const end = () => {
    isReading = false;
    if (item.fingerprint.value !== null) void keepRecent(item.fingerprint.value);
    readNext();
  };
  readInPage(item, file, (failure) => {
    // What this browser cannot decode the server may, where it has the same file.
    const there = failure?.code === 'no-decoder' ? findOnServer(file) : null;
    if (there === null) end();
    else void readOnServer(item, there.path, end);
  });
}

/** Put a file on the shelf that the server may read. */
export function openShelfItem({ kind, name, path }: ShelfItem): void {
  const item = createItem(kind, name);
  addItem(item);
  if (kind === 'fingerprint') void openFromServer(item, path);
  else if (kind === 'still') void showStill(item, name, () => fetchStill(path));
  else {
    void readOnServer(item, path, () => {
      if (item.fingerprint.value !== null) void keepRecent(item.fingerprint.value);
    });
  }
}

/** Put a whole fingerprint on the shelf. */
export function openWhole(fingerprint: Fingerprint): void {
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
    void keepRecent(fingerprint);
  } catch (error) {
    const reason = error instanceof FormatError ? error.message : 'it cannot be read';
    item.problem.value = `${file.name}: ${reason}.`;
    item.state.value = 'failed';
  }
}

/** Unpack what begins like a gzip file (RFC 1952, section 2.3.1). */
async function readText(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return file.text();
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).text();
    size += value.length;
    // A small file that unpacks to more is meant to do harm.
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
      error instanceof ConnectionError ? error.message : `${name} is not a picture that this browser can show.`;
    item.state.value = 'failed';
  }
}
