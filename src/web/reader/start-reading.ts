import type { FilmCommand, FilmEvent } from './workers/messages.ts';

/** How a film is read in workers. */
export interface ReadingOptions {
  /** Instants to sample, from 1 up, at most one per frame. */
  readonly samples: number;
  /** Whether shots are detected: every frame is decoded. */
  readonly hasShots: boolean;
  /** Starts the film worker. @default from `worker.js` beside this module */
  readonly createWorker?: (() => Worker) | undefined;
}

/** A film that is being read. */
export interface RunningReading {
  /** Start no more spans. Those that run, a few groups of pictures, finish. */
  pause(): void;
  resume(): void;
  /** Use the core that is left for the page too, or leave it again. */
  useAllCores(isUsed: boolean): void;
  /** End the workers at once. */
  stop(): void;
}

/** A decoder already uses several threads. */
const MAX_WORKERS = 4;

/**
 * Read a film in workers of this page.
 *
 * @param onEvent called until `done` or `failed`, after which the workers have ended.
 */
export function startReading(file: File, options: ReadingOptions, onEvent: (event: FilmEvent) => void): RunningReading {
  const { samples, hasShots, createWorker = startWorker } = options;
  const worker = createWorker();
  const send = (command: FilmCommand) => worker.postMessage(command);
  worker.onmessage = ({ data }: MessageEvent<FilmEvent>) => {
    if (data.kind === 'done' || data.kind === 'failed') worker.terminate();
    onEvent(data);
  };
  worker.onerror = () => {
    worker.terminate();
    onEvent({ kind: 'failed', code: 'internal', message: 'The film could not be read: its worker crashed.' });
  };
  const limit = (cores: number) => Math.max(1, Math.min(MAX_WORKERS, cores));
  // One core is left for the page.
  const fewer = limit(navigator.hardwareConcurrency - 1);
  send({ kind: 'read', file, samples, workers: fewer, hasShots });
  return {
    pause: () => send({ kind: 'pause' }),
    resume: () => send({ kind: 'resume' }),
    useAllCores: (isUsed) => send({ kind: 'resize', workers: isUsed ? limit(navigator.hardwareConcurrency) : fewer }),
    stop: () => worker.terminate(),
  };
}

const startWorker = (): Worker => new Worker(new URL('./workers/worker.ts', import.meta.url), { type: 'module' });
