import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ChromathequeError } from '../../core/options/index.ts';
import type { ChildMessage, TaskMessage } from './messages.ts';

/** Options of {@link createPool}. */
export interface PoolOptions {
  /** Module that each child runs. It must call `serveTasks`. */
  readonly entry: URL;
  /** Number of children, an integer from 1 up. */
  readonly size: number;
  /**
   * Milliseconds without a message after which a child with a task is killed.
   *
   * @default 60000
   */
  readonly silence?: number;
}

/** Options of {@link Pool.run}. */
export interface RunOptions {
  /** Called for each event that the task emits, in order. */
  readonly onEvent?: (event: unknown) => void;
}

/** `crashed`: the child exited. `silent`: it hung and was killed. `closed`: the pool was closed. */
export type PoolErrorCode = 'crashed' | 'silent' | 'closed';

/** The task did not finish, but its handler did not fail. */
export class PoolError extends ChromathequeError<PoolErrorCode> {
  override readonly name = 'PoolError';
}

/** A bounded set of child processes. */
export interface Pool {
  readonly size: number;
  /** Whether all children wait for a task. */
  readonly isIdle: boolean;
  /**
   * Run a task in the next free child.
   *
   * @returns the result of its handler.
   * @throws the error of its handler, as copied by the structured clone algorithm; {@link
   *   PoolError}.
   */
  run(task: unknown, options?: RunOptions): Promise<unknown>;
  /** Kill all children. Unfinished tasks are rejected with `closed`. */
  close(): void;
}

interface Job {
  readonly id: number;
  readonly task: unknown;
  readonly onEvent: ((event: unknown) => void) | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Kills the child if no message arrives in time. */
  watch?: NodeJS.Timeout;
  isSilent?: boolean;
}

/** No decoder takes a minute for the few packets between two turns of the event loop. */
const DEFAULT_SILENCE = 60_000;

/** Characters of a child's stderr that are kept to explain a crash. */
const STDERR_TAIL = 2_000;

/**
 * Garbage collection runs on the child's own thread: the children use all cores, so helper threads
 * would only take time from other children. It also runs in one step: V8 counts decoded frames as
 * external memory, and would otherwise mark its few MB in small steps again and again. This saves 5
 * % and 3 % of the CPU time of sampling every fourth frame of 1080p; memory use does not change
 * (docs/performance.md).
 */
const CHILD_FLAGS = ['--single-threaded-gc', '--no-incremental-marking'];

/** Windows has no process groups. */
const HAS_GROUPS = process.platform !== 'win32';

/** Kill a child and all processes that it started. */
function endGroup(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
  child.kill('SIGKILL');
}

/** Start a pool. Its children start at once and run until the pool is closed. */
export function createPool({ entry, size, silence = DEFAULT_SILENCE }: PoolOptions): Pool {
  const path = fileURLToPath(entry);
  const waiting: Job[] = [];
  const idle: ChildProcess[] = [];
  const children = new Map<ChildProcess, Job | null>();
  let isClosed = false;
  let ids = 0;

  function start(): void {
    const child = fork(path, {
      execArgv: [...process.execArgv, ...CHILD_FLAGS],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // In its own process group, so that the processes it starts can be killed with it.
      detached: HAS_GROUPS,
    });
    children.set(child, null);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_TAIL);
    });
    child.on('message', (message: ChildMessage) => receive(child, message));
    child.on('error', (error) => lose(child, error.message));
    // 'close' is emitted after the end of stderr, 'exit' may be emitted before.
    child.on('close', (code, signal) =>
      lose(child, `${signal ?? `exit code ${code}`}${stderr ? `: ${stderr.trim()}` : ''}`),
    );
    release(child);
  }

  function release(child: ChildProcess): void {
    const job = waiting.shift();
    if (job === undefined) idle.push(child);
    else assign(child, job);
  }

  function assign(child: ChildProcess, job: Job): void {
    children.set(child, job);
    job.watch = setTimeout(() => {
      job.isSilent = true;
      endGroup(child);
    }, silence);
    const message: TaskMessage = { type: 'task', id: job.id, task: job.task };
    // If the child has just exited, 'close' reports it.
    child.send(message, () => {});
  }

  function receive(child: ChildProcess, message: ChildMessage): void {
    const job = children.get(child);
    if (!job) return;
    job.watch?.refresh();
    if (message.type === 'alive' || job.id !== message.id) return;
    if (message.type === 'events') {
      for (const event of message.events) job.onEvent?.(event);
      return;
    }
    clearTimeout(job.watch);
    children.set(child, null);
    release(child);
    if (message.type === 'result') job.resolve(message.result);
    else job.reject(message.error);
  }

  function lose(child: ChildProcess, reason: string): void {
    const job = children.get(child);
    if (job === undefined) return;
    children.delete(child);
    const at = idle.indexOf(child);
    if (at >= 0) idle.splice(at, 1);
    clearTimeout(job?.watch);
    const error = job?.isSilent
      ? new PoolError('silent', `a worker process hung for ${silence / 1000} s and was killed`)
      : new PoolError('crashed', `a worker process ended unexpectedly (${reason})`);
    job?.reject(error);
    // A child that exits without a task would do so again: replace it only if tasks wait.
    if (!isClosed && waiting.length > 0) start();
  }

  for (let i = 0; i < size; i++) start();

  return {
    size,
    get isIdle() {
      return idle.length === size;
    },
    run(task, { onEvent } = {}) {
      if (isClosed) return Promise.reject(new PoolError('closed', 'the pool is closed'));
      return new Promise((resolve, reject) => {
        const job: Job = { id: ++ids, task, onEvent, resolve, reject };
        const child = idle.shift();
        if (child !== undefined) assign(child, job);
        else {
          waiting.push(job);
          if (children.size < size) start();
        }
      });
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      const error = new PoolError('closed', 'the pool was closed');
      for (const job of waiting.splice(0)) job.reject(error);
      for (const [child, job] of children) {
        clearTimeout(job?.watch);
        endGroup(child);
        job?.reject(error);
      }
      children.clear();
      idle.length = 0;
    },
  };
}
