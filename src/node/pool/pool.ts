import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ChromathequeError } from '../../core/options/index.ts';
import type { ChildMessage, TaskMessage } from './messages.ts';

/** What the children run, and how many of them. */
export interface PoolOptions {
  /** Module that each child runs; it calls `serveTasks`. */
  readonly entry: URL;
  /** Children at most; an integer >= 1. */
  readonly size: number;
  /**
   * Milliseconds after which a child that is at a task and gives no sign of life is killed.
   *
   * @default 60000
   */
  readonly silence?: number;
}

/** Who hears of a task on its way. */
export interface RunOptions {
  /** Called for everything that the task emits, in order. */
  readonly onEvent?: (event: unknown) => void;
}

/** `crashed`: the child died at its task. `silent`: it hung and was killed. `closed`: the pool was closed first. */
export type PoolErrorCode = 'crashed' | 'silent' | 'closed';

/** A task that was not finished through no fault of its handler. */
export class PoolError extends ChromathequeError<PoolErrorCode> {
  override readonly name = 'PoolError';
}

/** A bounded set of child processes. */
export interface Pool {
  readonly size: number;
  /**
   * Give a task to the next free child.
   *
   * @returns what its handler returned.
   * @throws what its handler threw, as far as the structured clone algorithm copies it; {@link PoolError}.
   */
  run(task: unknown, options?: RunOptions): Promise<unknown>;
  /** End all children at once, whatever they do; tasks not finished are rejected. */
  close(): void;
}

interface Job {
  readonly id: number;
  readonly task: unknown;
  readonly onEvent: ((event: unknown) => void) | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Ends the child unless it is heard of in time. */
  watch?: NodeJS.Timeout;
  isSilent?: boolean;
}

/** A minute: no decoder works that long on the few packets between two turns of the event loop. */
const DEFAULT_SILENCE = 60_000;

/** How much of what a child prints on stderr is kept to explain a crash, in characters. */
const STDERR_TAIL = 2_000;

/**
 * V8 clears away garbage on the child's own thread: children have all cores between them, so that helping threads only take from one another. And it looks
 * for garbage in one go where it looks at all: decoded frames are foreign memory to it, for fear of which it would go over its few MB in small steps again and
 * again. 5 % and 3 % of the CPU time of sampling every fourth frame of 1080p; memory stays what it was (docs/performance.md).
 */
const CHILD_FLAGS = ['--single-threaded-gc', '--no-incremental-marking'];

/** Windows knows no process groups. */
const HAS_GROUPS = process.platform !== 'win32';

/** End a child and all processes that it started. */
function endGroup(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
  child.kill('SIGKILL');
}

/** Start a pool. Its children start at once, so that they are ready when tasks come; they live until it is closed. */
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
      // A group of its own, so that what it started ends with it.
      detached: HAS_GROUPS,
    });
    children.set(child, null);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_TAIL);
    });
    child.on('message', (message: ChildMessage) => receive(child, message));
    child.on('error', (error) => lose(child, error.message));
    // 'close' comes after the last of stderr, 'exit' may come before it.
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
    // A child that died a moment ago is reported by 'close'.
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
      ? new PoolError('silent', `a worker process hung for ${silence / 1000} s and was ended`)
      : new PoolError('crashed', `a worker process ended unexpectedly (${reason})`);
    job?.reject(error);
    // A child that dies without a task would die again: it is replaced only when there is work.
    if (!isClosed && waiting.length > 0) start();
  }

  for (let i = 0; i < size; i++) start();

  return {
    size,
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
    },
  };
}
