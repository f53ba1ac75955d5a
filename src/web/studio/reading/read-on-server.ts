import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { planInstants } from '../../../core/frame/index.ts';
import {
  createEventReader,
  fingerprintPath,
  type JobEvent,
  jobEventsPath,
  jobPath,
  PATHS,
  parseJobAnswer,
  type ShelfItem,
} from '../../../core/protocol/index.ts';
import { type Item, showFingerprint } from '../state/item.ts';
import { StripState } from '../state/strip-state.ts';
import { ConnectionError, requestServer, serverShelf } from './connection.ts';

/** Find a dropped file among those of the server: same name, size and modification time. */
export function findOnServer(file: File): ShelfItem | null {
  const isSame = ({ kind, name, bytes, modifiedMs }: ShelfItem) =>
    kind === 'film' && name === file.name && bytes === file.size && modifiedMs === file.lastModified;
  return serverShelf.value?.items.find(isSame) ?? null;
}

/**
 * Read a film on the server, from its path there: the film is not copied.
 *
 * @param hasShots whether shots are detected.
 * @param onEnd called once, when reading is complete, has failed or was stopped.
 */
export async function readOnServer(item: Item, path: string, hasShots: boolean, onEnd: () => void): Promise<void> {
  const abort = new AbortController();
  let job: string | null = null;
  item.problem.value = null;
  item.state.value = 'reading';
  item.work = {
    pause: null,
    resume: null,
    stop() {
      item.state.value = 'canceled';
      abort.abort();
      if (job !== null) void requestServer(jobPath(job), { method: 'DELETE' }).catch(() => {});
    },
  };
  try {
    const answer = await requestServer(PATHS.jobs, {
      method: 'POST',
      body: JSON.stringify({ path, options: hasShots ? { shots: true } : {} }),
      headers: { 'Content-Type': 'application/json' },
      signal: abort.signal,
    });
    job = parseJobAnswer(await answer.json()).id;
    const events = await requestServer(jobEventsPath(job), { signal: abort.signal });
    const stream = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    const reader = createEventReader();
    let done = 0;
    for (let part = await stream.read(); !part.done; part = await stream.read()) {
      for (const event of reader.read(part.value)) done = applyEvent(item, event, done);
    }
    if (item.state.peek() === 'reading') throw new ConnectionError('The server stopped while it read this film.');
  } catch (error) {
    if (!abort.signal.aborted) {
      item.progress.value = null;
      item.problem.value = error instanceof Error ? error.message : String(error);
      item.state.value = 'failed';
    }
  } finally {
    item.work = null;
    onEnd();
  }
}

/** Apply an event to an item. @returns the number of columns received so far. */
function applyEvent(item: Item, event: JobEvent, done: number): number {
  switch (event.type) {
    case 'surveyed':
      item.title.value = event.title;
      item.strip.value = new StripState(planInstants(0, event.seconds, event.samples), event.seconds);
      return 0;
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
      item.warnings.value = event.warnings;
      return done;
    case 'failed':
      throw new ConnectionError(event.error.message);
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
