import { MAX_SERVER_JOBS } from '../../../core/protocol/index.ts';
import type { Item } from '../state/item.ts';
import { items } from '../state/studio.ts';
import { readOnServer } from './read-on-server.ts';

/** A film that waits until the server can read it. */
interface QueuedFilm {
  readonly item: Item;
  /** Its path on the server. */
  readonly path: string;
  readonly hasShots: boolean;
  /** Called when reading is complete, has failed or was stopped. */
  readonly onEnd: () => void;
}

const waiting: QueuedFilm[] = [];
let running = 0;

/** Have the server read a film, in turn: it reads {@link MAX_SERVER_JOBS} at once. */
export function queueOnServer(film: QueuedFilm): void {
  const { item, path } = film;
  item.problem.value = null;
  item.progress.value = null;
  item.state.value = 'waiting';
  item.serverPath.value = path;
  waiting.push(film);
  readNext();
}

function readNext(): void {
  while (running < MAX_SERVER_JOBS) {
    const next = waiting.shift();
    if (next === undefined) return;
    // The item was closed while it waited.
    if (!items.value.includes(next.item)) continue;
    running++;
    void readOnServer(next.item, next.path, next.hasShots).then(() => {
      running--;
      if (next.item.state.peek() === 'canceled') {
        next.item.work = { pause: null, stop() {}, resume: () => queueOnServer(next) };
      }
      next.onEnd();
      readNext();
    });
  }
}
