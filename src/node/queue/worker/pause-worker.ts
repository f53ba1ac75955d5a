import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'bullmq';

/** Milliseconds before the first look whether Redis takes commands again; twice as long before each further one. */
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 60_000;

/** Pauses a worker while Redis refuses its commands. BullMQ itself asks again at once, thousands of times per second. */
export interface WorkerPause {
  /** Redis refused a command. Nothing happens while the worker is paused already. */
  begin(reason: Error): void;
}

/** How a pause is ended and reported. */
export interface PauseOptions {
  /** Rejected as long as Redis refuses. */
  readonly probe: () => Promise<unknown>;
  readonly onPause: (reason: Error) => void;
  readonly onResume: () => void;
  /** Ends all waiting; the worker stays paused. */
  readonly signal: AbortSignal;
}

/** Create what pauses a worker. */
export function createWorkerPause(
  worker: Pick<Worker, 'pause' | 'resume'>,
  { probe, onPause, onResume, signal }: PauseOptions,
): WorkerPause {
  let isPaused = false;

  async function waitForRedis(): Promise<void> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, MAX_PAUSE)) {
      await sleep(pause, undefined, { signal });
      const isBack = await probe().then(
        () => true,
        () => false,
      );
      signal.throwIfAborted();
      if (isBack) return;
    }
  }

  return {
    begin(reason) {
      if (isPaused || signal.aborted) return;
      isPaused = true;
      onPause(reason);
      // Without waiting for jobs: their results may be refused too.
      void worker.pause(true);
      waitForRedis()
        .then(() => {
          isPaused = false;
          onResume();
          return worker.resume();
        })
        // Aborted: the worker stops.
        .catch(() => {});
    },
  };
}
