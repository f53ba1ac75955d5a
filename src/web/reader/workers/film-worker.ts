import { openWebSource } from '../web-codecs-source.ts';
import { describeWorkerFailure } from './describe-failure.ts';
import type { FilmCommand, FilmEvent } from './messages.ts';
import { readFilm } from './read-film.ts';
import { WorkerPool } from './worker-pool.ts';

/** The global scope of a worker, which the types of the DOM lack. */
interface Scope {
  onmessage: ((event: MessageEvent<FilmCommand>) => void) | null;
  postMessage(message: FilmEvent): void;
}
const scope = globalThis as unknown as Scope;

let pool: WorkerPool | undefined;
/** Also set before the pool exists. */
let isPaused = false;
/** Null before it is changed. */
let size: number | null = null;

/**
 * Serve as a film worker: the page starts one per film. It reads the film and starts span workers,
 * which decode its spans, so that the page never blocks. Terminating it terminates them.
 *
 * @param startSpanWorker starts one more.
 */
export function serveFilm(startSpanWorker: () => Worker): void {
  scope.onmessage = ({ data }) => {
    switch (data.kind) {
      case 'read':
        void read(data, startSpanWorker);
        break;
      case 'resize':
        size = data.workers;
        pool?.resize(size);
        break;
      case 'pause':
        isPaused = true;
        pool?.pause();
        break;
      case 'resume':
        isPaused = false;
        pool?.resume();
        break;
    }
  };
}

async function read(
  { file, samples, workers, hasShots }: FilmCommand & { kind: 'read' },
  startSpanWorker: () => Worker,
): Promise<void> {
  try {
    const source = await openWebSource(file);
    pool = new WorkerPool(file, size ?? workers, startSpanWorker);
    if (isPaused) pool.pause();
    await readFilm(file, { samples, hasShots }, source, pool, (event) => scope.postMessage(event));
    source.close();
  } catch (error) {
    scope.postMessage(describeWorkerFailure(error));
  }
}
