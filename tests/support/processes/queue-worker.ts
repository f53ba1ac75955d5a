import { createLocalRunner } from '#node/app/internal';
import { startWorker, type WorkerOptions } from '#node/queue/index';
import { type Crash, createCrashingRunner } from '../reading/crashing-runner.ts';
import { childrenOf, NEEDS_PROC } from './children-of.ts';

/** A worker process that sends its events to its parent. It exits on SIGTERM, or with its parent. */
export interface WorkerTask {
  readonly options: WorkerOptions;
  readonly crashes: readonly Crash[];
}

const { options, crashes } = JSON.parse(process.argv[2]!) as WorkerTask;
function killDecoder(): void {
  for (const child of childrenOf(process.pid)) process.kill(child, 'SIGKILL');
}

const runner = createLocalRunner({ jobs: options.concurrency ?? 1 });
const worker = await startWorker({
  ...options,
  runner: createCrashingRunner(runner, crashes, NEEDS_PROC.skip === false ? killDecoder : undefined),
  onEvent: (event) => process.send?.(event),
});
process.send?.({ type: 'ready' });
const stop = async () => {
  await worker.stop();
  runner.close();
  process.disconnect?.();
};
process.once('SIGTERM', stop);
process.once('disconnect', () => process.exit());
