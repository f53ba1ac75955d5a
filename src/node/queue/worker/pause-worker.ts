import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'bullmq';

/** Milliseconds before the first probe of Redis; the delay doubles with each further one. */
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 60_000;

/**
 * Pauses a worker while Redis refuses its commands. BullMQ itself retries at once, thousands of
 * times per second.
 */
export interface WorkerPause {
  /** Pause the worker because Redis refused a command. Does nothing while it is paused. */
  begin(reason: Error): void;
}

export interface PauseOptions {
  /** Rejects as long as Redis refuses commands. */
  readonly probe: () => Promise<unknown>;
  readonly onPause: (reason: Error) => void;
  readonly onResume: () => void;
  /** Stops probing; the worker stays paused. */
  readonly signal: AbortSignal;
}

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
      // Without waiting for jobs: Redis may refuse their results too.
      void worker.pause(true);
      waitForRedis()
        .then(() => {
          isPaused = false;
          onResume();
          return worker.resume();
        })
        // Aborted: the worker is stopping.
        .catch(() => {});
    },
  };
}
