import { batch, signal } from '@preact/signals';
import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { createItem, type Item, type ItemSource, keyOfFile, showFingerprint } from '../state/item.ts';
import { choices } from '../state/making/choices.ts';
import { showToast } from '../state/making/toast.ts';
import { type KeptItem, parseSessionRecord, type SessionRecord } from '../state/session/session-record.ts';
import { listSessions, readContents } from '../state/session/session-store.ts';
import { StripState } from '../state/strip-state.ts';
import { items, keepView, mode, showItem } from '../state/studio.ts';
import { serverShelf } from './connection.ts';
import { readFilmFile, readFingerprintText, readServerFilm } from './open-files.ts';
import { findOnServer } from './read-on-server.ts';
import { readStillFile } from './read-still.ts';

/** A session that can be restored. */
export interface OfferedSession {
  readonly id: string;
  readonly record: SessionRecord;
}

/** The session that was open last, offered on the start page; null if there is none. */
export const offeredSession = signal<OfferedSession | null>(null);

/** Find a session by its id, or the newest one. @returns null if none has open items. */
export async function findSession(id: string | null): Promise<OfferedSession | null> {
  for (const stored of await listSessions()) {
    const record = parseSessionRecord(stored.record);
    if (record !== null && record.items.length > 0 && (id === null || stored.id === id))
      return { id: stored.id, record };
  }
  return null;
}

/** Open the items of a session as they were. Films that were being read wait to be resumed. */
export async function restoreSession({ id, record }: OfferedSession): Promise<readonly Item[]> {
  const contents = await readContents(id);
  const restored = await Promise.all(record.items.map((kept) => restoreItem(kept, contents.get(kept.key))));
  batch(() => {
    for (const [i, item] of restored.entries()) {
      const { view } = record.items[i]!;
      if (item !== null && view !== null) keepView(item, view);
    }
    items.value = [...items.peek(), ...restored.filter((item) => item !== null)];
    const titles = Object.entries(record.choices.titles).flatMap(([i, title]) => {
      const item = restored[Number(i)];
      return item == null ? [] : [[item.id, title]];
    });
    choices.value = { ...record.choices, titles: Object.fromEntries(titles) };
    mode.value = record.mode;
    const shown = record.shown === null ? null : restored[record.shown];
    if (shown != null) showItem(shown.id);
  });
  const found = restored.filter((item) => item !== null);
  const lost = restored.length - found.length;
  if (lost > 0) showToast(lost === 1 ? '1 item could not be restored.' : `${lost} items could not be restored.`);
  return found;
}

async function restoreItem(kept: KeptItem, content: Blob | undefined): Promise<Item | null> {
  const { kind, title, key, path, handle, hasShots } = kept;
  const source: ItemSource = { key, path, handle: Promise.resolve(handle), hasShots, file: null };
  try {
    const file = await openGranted(source);
    const filmUrl = kind === 'film' && file !== null ? URL.createObjectURL(file) : null;
    const item = createItem(kind, title, filmUrl, { ...source, file });
    // The server sends its frames, and plays it: also of a film that was dropped, and is not at hand.
    const isOfServer = serverShelf.value?.items.some((one) => one.path === path) ?? false;
    if (kind === 'film' && isOfServer) item.serverPath.value = path;
    else if (kind === 'film' && file === null) item.serverPath.value = findOnServer(key)?.path ?? null;
    if (kind === 'still') {
      if (content === undefined) return null;
      item.still.value = await readStillFile(content);
      item.state.value = 'done';
      return item;
    }
    const fingerprint = content === undefined ? null : parseFingerprint(await readFingerprintText(content));
    const isWhole = fingerprint !== null && fingerprint.palette !== undefined;
    if (isWhole || (kind === 'fingerprint' && fingerprint !== null)) {
      showFingerprint(item, fingerprint);
      return item;
    }
    if (kind !== 'film') return null;
    if (fingerprint !== null) showPart(item, fingerprint);
    waitForResume(item);
    return item;
  } catch {
    // The content was changed by something else, or the still cannot be decoded any more.
    return null;
  }
}

/** Show the columns that are known of a film. */
function showPart(item: Item, { columns, ...head }: ReturnType<typeof parseFingerprint>): void {
  const strip = new StripState(
    Float64Array.from(columns, ({ time }) => time),
    head.film.durationSeconds,
  );
  for (const [place, column] of columns.entries()) if (column.swatches.length > 0) strip.putExact(place, column);
  for (const column of columns) if (column.swatches.length > 0) strip.putDraft(column);
  item.strip.value = strip;
  item.head.value = head;
  item.version.value++;
}

/** Read a restored film on request: from its file, or from the server. */
function waitForResume(item: Item): void {
  let isAsked = false;
  const resume = async () => {
    // The user may be choosing its file.
    if (isAsked) return;
    isAsked = true;
    await readAgain(item);
    isAsked = false;
  };
  item.state.value = 'canceled';
  item.work = { pause: null, stop() {}, resume: () => void resume() };
}

async function readAgain(item: Item): Promise<void> {
  const path = item.serverPath.peek() ?? item.source!.path;
  if (path !== null) {
    readServerFilm(item, path);
    return;
  }
  const file = item.source!.file ?? (await openAsked(item.source!)) ?? (await chooseAgain(item));
  if (file === null || !items.peek().includes(item)) return;
  item.source = { ...item.source!, file };
  item.filmUrl.value ??= URL.createObjectURL(file);
  readFilmFile(item, file);
}

interface GuardedHandle extends FileSystemFileHandle {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** Open the file of a source if the browser still allows it. Null if it is gone, or another file by now. */
async function openGranted(source: ItemSource): Promise<File | null> {
  const handle: GuardedHandle | null = await source.handle;
  return (await handle?.queryPermission?.({ mode: 'read' })) === 'granted' ? openSame(handle!, source) : null;
}

/** The same, asking the user. */
async function openAsked(source: ItemSource): Promise<File | null> {
  const handle: GuardedHandle | null = await source.handle;
  const answer = await handle?.requestPermission?.({ mode: 'read' }).catch(() => 'denied');
  return answer === 'granted' ? openSame(handle!, source) : null;
}

async function openSame(handle: FileSystemFileHandle, { key }: ItemSource): Promise<File | null> {
  const file = await handle.getFile().catch(() => null);
  return file !== null && keyOfFile(file) === key ? file : null;
}

/** Let the user choose a film's file again. Null if the user chooses another file, or none. */
function chooseAgain(item: Item): Promise<File | null> {
  const input = Object.assign(document.createElement('input'), { type: 'file', hidden: true });
  document.body.append(input);
  showToast(`Choose the file of ${item.title.peek()} again: the browser gives no access to it after a reload.`);
  return new Promise((resolve) => {
    const end = (file: File | null) => {
      input.remove();
      resolve(file);
    };
    input.oncancel = () => end(null);
    input.onchange = () => {
      const file = input.files?.[0] ?? null;
      const isSame = file !== null && item.source!.key === keyOfFile(file);
      if (file !== null && !isSame) showToast(`${file.name} is another file than ${item.title.peek()}.`);
      end(isSame ? file : null);
    };
    input.click();
  });
}
