import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { WorkerEvent, WorkerOptions } from '#node/queue/index';
import type { Crash } from '../reading/crashing-runner.ts';
import type { WorkerTask } from './queue-worker.ts';

/** Worker processes of one queue. */
export interface Fleet {
  /** Events of all workers, with their process ids. */
  readonly events: readonly (WorkerEvent & { readonly pid: number })[];
  /** Process ids of the running workers. */
  readonly pids: readonly number[];
  /** Start a worker. @returns its process id. */
  add(options?: Partial<WorkerOptions>): Promise<number>;
  /** Kill a worker with SIGKILL. */
  kill(pid: number): Promise<void>;
  /** Stop all workers with SIGTERM and wait until they exit. */
  stop(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL('./queue-worker.js', import.meta.url));

const all = new Set<ChildProcess>();
// A failed test may leave workers running.
after(() => {
  for (const child of all) child.kill('SIGKILL');
});

/**
 * Create a fleet without workers.
 *
 * @param keepsUp whether to restart workers that crash, as a service manager does.
 */
export function createFleet(options: WorkerOptions, crashes: readonly Crash[] = [], keepsUp = false): Fleet {
  const workers = new Map<number, ChildProcess>();
  const events: (WorkerEvent & { pid: number })[] = [];
  let isStopping = false;

  async function add(own: Partial<WorkerOptions> = {}): Promise<number> {
    const task: WorkerTask = { options: { ...options, ...own }, crashes };
    const child = fork(ENTRY, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const pid = child.pid!;
    workers.set(pid, child);
    all.add(child);
    child.on('exit', () => {
      all.delete(child);
      workers.delete(pid);
      if (keepsUp && !isStopping) void add(own);
    });
    const ready = new Promise<void>((resolve) => {
      child.on('message', (event: WorkerEvent | { type: 'ready' }) => {
        if (event.type === 'ready') resolve();
        else events.push({ ...event, pid });
      });
    });
    await Promise.race([ready, once(child, 'exit')]);
    return pid;
  }

  return {
    events,
    get pids() {
      return [...workers.keys()];
    },
    add,
    async kill(pid) {
      const child = workers.get(pid);
      if (child === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      isStopping = true;
      await Promise.all(
        [...workers.values()].map((child) => {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          return ended;
        }),
      );
    },
  };
}
