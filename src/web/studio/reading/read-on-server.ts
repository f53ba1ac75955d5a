import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { planInstants } from '../../../core/frame/index.ts';
import {
  createEventReader,
  fingerprintPath,
  type JobEvent,
  jobEventsPath,
  jobPath,
  jobPausePath,
  jobResumePath,
  PATHS,
  parseJobAnswer,
  type ShelfItem,
} from '../../../core/protocol/index.ts';
import { type Item, keyOfFile, labelFilm, showFingerprint } from '../state/item.ts';
import { toSentence } from '../state/sentence.ts';
import { StripState } from '../state/strip-state.ts';
import { ConnectionError, requestServer, serverShelf } from './connection.ts';

/** After how long the server is asked again for a job, while other pages use all of them. */
const RETRY_MS = 1500;

/** The key of a file that the server offers. */
export const keyOfServerFile = (path: string): string => `server ${path}`;

/**
 * Find a dropped film among the files of the server: same name, size and modification time.
 *
 * @param key of `keyOfFile`.
 */
export function findOnServer(key: string): ShelfItem | null {
  const isSame = ({ kind, name, bytes, modifiedMs }: ShelfItem) =>
    kind === 'film' && key === keyOfFile({ name, size: bytes, lastModified: modifiedMs });
  return serverShelf.value?.items.find(isSame) ?? null;
}

/**
 * Read a film on the server, from its path there: the film is not copied. Resolves when reading is
 * complete, has failed or was stopped.
 *
 * @param hasShots whether shots are detected.
 */
export async function readOnServer(item: Item, path: string, hasShots: boolean): Promise<void> {
  const abort = new AbortController();
  let job: string | null = null;
  /** A server that does not answer ends the stream of events too, which reports it. */
  const post = (to: string) => void requestServer(to, { method: 'POST' }).catch(() => {});
  item.state.value = 'reading';
  item.work = {
    pause() {
      item.state.value = 'paused';
      if (job !== null) post(jobPausePath(job));
    },
    resume() {
      item.state.value = 'reading';
      if (job !== null) post(jobResumePath(job));
    },
    stop() {
      item.state.value = 'canceled';
      abort.abort();
      if (job !== null) void requestServer(jobPath(job), { method: 'DELETE' }).catch(() => {});
    },
  };
  try {
    job = await startJob(item, path, hasShots, abort.signal);
    // Paused after the request was sent.
    if (item.state.peek() === 'paused') post(jobPausePath(job));
    const events = await requestServer(jobEventsPath(job), { signal: abort.signal });
    const stream = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    const reader = createEventReader();
    let done = 0;
    for (let part = await stream.read(); !part.done; part = await stream.read()) {
      for (const event of reader.read(part.value)) done = applyEvent(item, event, done);
    }
    if (['reading', 'paused'].includes(item.state.peek())) {
      throw new ConnectionError('The server stopped while it read this film.');
    }
  } catch (error) {
    if (!abort.signal.aborted) {
      item.progress.value = null;
      item.problem.value = error instanceof Error ? error.message : String(error);
      item.state.value = 'failed';
    }
  } finally {
    item.work = null;
  }
}

/** Start a job; wait while the server is busy with films of other pages, or the film is paused. */
async function startJob(item: Item, path: string, hasShots: boolean, signal: AbortSignal): Promise<string> {
  const body = JSON.stringify({ path, options: hasShots ? { shots: true } : {} });
  for (;;) {
    try {
      await waitWhilePaused(item);
      signal.throwIfAborted();
      const headers = { 'Content-Type': 'application/json' };
      const answer = await requestServer(PATHS.jobs, { method: 'POST', body, headers, signal });
      return parseJobAnswer(await answer.json()).id;
    } catch (error) {
      if (!(error instanceof ConnectionError) || error.code !== 'busy') throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Wait until a film is no longer paused: it goes on, or is stopped. */
function waitWhilePaused(item: Item): Promise<void> {
  return new Promise((resolve) => {
    const stop = item.state.subscribe((state) => {
      if (state === 'paused') return;
      resolve();
      // The first call comes before `stop` is assigned.
      queueMicrotask(() => stop());
    });
  });
}

/** Apply an event to an item. @returns the number of columns received so far. */
function applyEvent(item: Item, event: JobEvent, done: number): number {
  switch (event.type) {
    case 'surveyed':
      item.title.value = labelFilm(event.title, item.title.peek());
      // A film that was stopped or restored keeps the columns that it has.
      if (item.strip.peek()?.times.length !== event.samples) {
        item.strip.value = new StripState(planInstants(0, event.seconds, event.samples), event.seconds);
      }
      return 0;
    case 'looks': {
      const strip = item.strip.value!;
      for (const column of event.columns) if (column.swatches.length > 0) strip.putDraft(column);
      item.version.value++;
      return done;
    }
    case 'columns': {
      const strip = item.strip.value!;
      // Until its own column arrives, each place shows the nearest one.
      for (const [place, column] of event.columns) {
        if (column.swatches.length > 0) strip.putDraft(column);
        strip.putExact(place, column);
      }
      item.version.value++;
      const total = strip.times.length;
      item.progress.value = { stage: 'exact', done: done + event.columns.length, total };
      return done + event.columns.length;
    }
    case 'done':
      showFingerprint(item, event.fingerprint);
      item.warnings.value = event.warnings.map(toSentence);
      return done;
    case 'failed':
      throw new ConnectionError(toSentence(event.error.message), event.error.code);
    case 'canceled':
      item.state.value = 'canceled';
      return done;
  }
}

/** Open a fingerprint from the server. */
export async function openFromServer(item: Item, path: string): Promise<void> {
  try {
    const response = await requestServer(fingerprintPath(path));
    showFingerprint(item, parseFingerprint(await response.text()));
  } catch (error) {
    item.problem.value = error instanceof Error ? error.message : String(error);
    item.state.value = 'failed';
  }
}
