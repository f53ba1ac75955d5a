import { randomUUID } from 'node:crypto';
import { type FilmOptions, MAX_SERVER_JOBS } from '../../../core/protocol/index.ts';
import { startWorkers } from '../../app/internal.ts';
import { RequestError } from '../http/request-error.ts';
import type { ShelfFile } from '../shelf/shelf-file.ts';
import { type Job, startJob } from './job.ts';
import { streamJob } from './job-stream.ts';
import { createSpare } from './spare.ts';

/** Time limits in seconds. */
export interface JobLimits {
  /** Maximum duration of a job. */
  readonly jobSeconds: number;
  /** How long a job runs, or is kept, without listeners. */
  readonly unheardSeconds: number;
  /** How long processes wait for a film. */
  readonly idleSeconds: number;
}

/** Maximum streams of one job: a page needs one, and a few pages may show the same job. */
const MAX_LISTENERS = 8;

export interface JobRegistry {
  /** Start the processes for the next film, if there are none. */
  prepare(): void;
  /**
   * @param ready the job begins to work when it resolves. Never rejects.
   * @throws {RequestError} `busy`, `closing`.
   */
  start(file: ShelfFile, options: FilmOptions, ready?: Promise<void>): Job;
  /**
   * Stream the events of a job, as server-sent events.
   *
   * @param signal ends the stream.
   * @throws {RequestError} `not-found`, `busy`.
   */
  listen(id: string, signal: AbortSignal): AsyncIterable<string>;
  /** Start no further work of a job until it is resumed. @throws {RequestError} `not-found`. */
  pause(id: string): void;
  /** @throws {RequestError} `not-found`. */
  resume(id: string): void;
  /** Cancel a job. Unknown jobs are ignored. */
  cancel(id: string): void;
  /** Cancel all jobs and refuse new ones. Resolves when their processes have ended. */
  close(): Promise<void>;
}

interface Entry {
  readonly job: Job;
  listeners: number;
  unheard: NodeJS.Timeout | undefined;
}

export function createJobRegistry({ jobSeconds, unheardSeconds, idleSeconds }: JobLimits): JobRegistry {
  const entries = new Map<string, Entry>();
  const spare = createSpare(startWorkers, idleSeconds);
  let isClosed = false;

  /** Keep the processes of a job for the next one, unless they are still at work. */
  const release = (pool: ReturnType<typeof startWorkers>) => {
    if (pool.isIdle && !isClosed) spare.giveBack(pool);
    else pool.close();
  };

  /** Cancel and remove a job without listeners after a while, to free its processes and memory. */
  function forgetUnheard(entry: Entry): void {
    clearTimeout(entry.unheard);
    entry.unheard = setTimeout(() => {
      entry.job.cancel();
      entries.delete(entry.job.id);
    }, 1000 * unheardSeconds);
    entry.unheard.unref();
  }

  function find(id: string): Entry {
    const entry = entries.get(id);
    if (entry === undefined) throw new RequestError('not-found', 'there is no such job');
    return entry;
  }

  async function* follow(entry: Entry, signal: AbortSignal): AsyncGenerator<string> {
    // Runs on the first read: a generator that never started does not run its `finally`.
    entry.listeners++;
    clearTimeout(entry.unheard);
    try {
      yield* streamJob(entry.job, signal);
    } finally {
      entry.listeners--;
      if (entry.listeners === 0) forgetUnheard(entry);
    }
  }

  return {
    prepare() {
      if (!isClosed) spare.prepare();
    },
    start(file, options, ready = Promise.resolve()) {
      if (isClosed) throw new RequestError('closing', 'the server ends');
      const running = [...entries.values()].filter(({ job }) => job.end === null);
      if (running.length >= MAX_SERVER_JOBS) {
        throw new RequestError('busy', `${MAX_SERVER_JOBS} films are being read; wait until one is done, or cancel it`);
      }
      const job = startJob(randomUUID(), file, options, { pool: spare.take(), release, seconds: jobSeconds, ready });
      const entry: Entry = { job, listeners: 0, unheard: undefined };
      entries.set(job.id, entry);
      forgetUnheard(entry);
      return job;
    },
    listen(id, signal) {
      const entry = find(id);
      if (entry.listeners >= MAX_LISTENERS) throw new RequestError('busy', 'too many pages listen to this job');
      return follow(entry, signal);
    },
    pause: (id) => find(id).job.pause(),
    resume: (id) => find(id).job.resume(),
    cancel: (id) => entries.get(id)?.job.cancel(),
    async close() {
      isClosed = true;
      spare.close();
      for (const { job, unheard } of entries.values()) {
        clearTimeout(unheard);
        job.cancel();
      }
      await Promise.all([...entries.values()].map(({ job }) => job.ended));
      entries.clear();
    },
  };
}
