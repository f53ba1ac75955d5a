import { effect } from '@preact/signals';
import { type Fingerprint, serializeFingerprint } from '../../../../core/fingerprint/index.ts';
import type { Item } from '../item.ts';
import { choices } from '../making/choices.ts';
import { partialFingerprint } from '../making/partial-fingerprint.ts';
import { showToast } from '../making/toast.ts';
import { currentId, isHeld, items, mode, pickedColor, viewOf, zoom } from '../studio.ts';
import type { KeptItem, SessionRecord } from './session-record.ts';
import { readContents, removeContent, writeContent, writeSession } from './session-store.ts';

/** Changes are written when there were none for this long, milliseconds. */
const PAUSE_MS = 400;
/** Interval between writes of a film that is being read, milliseconds. */
const PARTIAL_MS = 5000;
/** Largest still that is kept, bytes. */
const MAX_STILL = 2 ** 25;

/** What was written of each item: its fingerprint, or the version of its strip and when. */
const written = new WeakMap<Item, Fingerprint | { readonly version: number; readonly atMs: number }>();
/** Keys of the contents that the storage has. */
const stored = new Set<string>();
let hasFailed = false;

/** Tell that the storage has a fingerprint that was restored from it. */
export function trustStored(item: Item): void {
  if (item.fingerprint.peek() !== null) written.set(item, item.fingerprint.peek()!);
}

/** Write the session from now on whenever it changes. @param id of the session. */
export async function keepSession(id: string): Promise<void> {
  // Contents of items that are closed from now on are removed.
  for (const key of (await readContents(id).catch(() => new Map())).keys()) stored.add(key);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isQueued = false;
  const write = () => {
    clearTimeout(timer);
    if (isQueued) return;
    isQueued = true;
    writing = writing.then(() => {
      isQueued = false;
      return save(id);
    });
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  };
  // A closed tab must not come back after a reload.
  effect(() => {
    void [items.value, currentId.value];
    write();
  });
  effect(() => {
    void [choices.value, mode.value, zoom.value, pickedColor.value, isHeld.value];
    for (const item of items.value) {
      void [item.title.value, item.fingerprint.value, item.still.value];
      // Columns still arrive after a stop.
      if (item.state.value !== 'reading') void item.version.value;
    }
    schedule();
  });
  setInterval(() => {
    if (items.peek().some(({ state }) => state.peek() === 'reading')) write();
  }, PARTIAL_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') write();
  });
  window.addEventListener('pagehide', write);
}

async function save(id: string): Promise<void> {
  try {
    const kept = items.peek().filter(({ source, state }) => source !== null && state.peek() !== 'failed');
    const record = await makeRecord(kept);
    await writeSession({ id, savedMs: Date.now(), record });
    for (const item of kept) {
      await idle();
      await saveContent(id, item);
    }
    for (const key of [...stored]) {
      if (kept.some(({ source }) => source!.key === key)) continue;
      await removeContent(id, key);
      stored.delete(key);
    }
  } catch {
    if (!hasFailed) showToast('This browser does not store the open films: a reload would close them.');
    hasFailed = true;
  }
}

async function makeRecord(kept: readonly Item[]): Promise<SessionRecord> {
  const listed = await Promise.all(
    kept.map(async (item): Promise<KeptItem> => {
      const { key, path, handle, hasShots } = item.source!;
      const title = item.title.peek();
      return { kind: item.kind, title, key, path, handle: await handle, hasShots, view: viewOf(item) };
    }),
  );
  const shown = kept.findIndex((item) => item.id === currentId.peek());
  const { titles, ...rest } = choices.peek();
  const byIndex = kept.flatMap(({ id }, i) => (titles[id] === undefined ? [] : [[i, titles[id]]]));
  return {
    items: listed,
    shown: shown < 0 ? null : shown,
    mode: mode.peek(),
    choices: { ...rest, titles: Object.fromEntries(byIndex) },
  };
}

async function saveContent(session: string, item: Item): Promise<void> {
  const whole = item.fingerprint.peek();
  const { key } = item.source!;
  // The content of a tab that was closed, and is open again, was removed.
  const last = stored.has(key) ? written.get(item) : undefined;
  const put = async (content: Blob) => {
    await writeContent({ session, key, file: content });
    stored.add(key);
  };
  if (item.kind === 'still') {
    const still = item.still.peek();
    if (last !== undefined || still === null) return;
    if (still.file.size <= MAX_STILL) await put(still.file);
    written.set(item, { version: 0, atMs: Date.now() });
  } else if (whole !== null) {
    if (last === whole) return;
    await put(await pack(whole));
    written.set(item, whole);
  } else {
    const version = item.version.peek();
    if (last !== undefined && 'atMs' in last) {
      const isRecent = item.state.peek() === 'reading' && Date.now() - last.atMs < PARTIAL_MS;
      if (last.version === version || isRecent) return;
    }
    const known = partialFingerprint(item);
    if (known === null) return;
    await put(await pack(known));
    written.set(item, { version, atMs: Date.now() });
  }
}

/** Wait until the page has nothing else to do: many films are written one after another. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve);
  });

/** Compress a fingerprint. */
async function pack(fingerprint: Fingerprint): Promise<Blob> {
  const packed = new Blob([serializeFingerprint(fingerprint)]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).blob();
}
