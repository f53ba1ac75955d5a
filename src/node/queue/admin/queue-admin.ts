import type { Job, JobType, Queue } from 'bullmq';
import { PACKAGE, showAddresses } from '../../app/internal.ts';
import { type JobFailure, parseFailure } from '../jobs/job-failure.ts';
import { FILM, QUEUE_NAME, QUEUE_OPTIONS, QUEUES_KEY } from '../jobs/names.ts';
import { connectToRedis } from '../store/connect.ts';
import { type FilmStore, openFilmStore } from '../store/film-store.ts';
import { loadLibraries } from '../store/libraries.ts';
import { redactQueueUrl } from '../store/queue-url.ts';
import { explainRefusals } from '../store/redis-refusal.ts';

/** Jobs and workers of a queue. */
export interface QueueStatus {
  /** Version of this package. Each version has its own queue. */
  readonly version: string;
  readonly isPaused: boolean;
  /** Host name and process id of each worker. */
  readonly workers: readonly string[];
  readonly films: {
    readonly waiting: number;
    readonly started: number;
    readonly done: number;
    readonly failed: number;
  };
  readonly segments: { readonly waiting: number; readonly running: number };
  /** Jobs in progress. `segment` is null while a film is planned or joined. */
  readonly running: readonly { readonly film: string; readonly segment: number | null; readonly worker: string }[];
  /** The most recent failures. */
  readonly failures: readonly ({ readonly film: string } & JobFailure)[];
  /** Queues of other versions with unfinished films. */
  readonly others: readonly { readonly queue: string; readonly waiting: number }[];
}

/**
 * Inspects and changes a queue. Films are named by the absolute paths or URLs that were submitted.
 */
export interface QueueAdmin {
  getStatus(): Promise<QueueStatus>;
  /** Retry failed films: those named, or all that were not canceled. @returns how many. */
  retry(films: readonly string[]): Promise<number>;
  /** Cancel unfinished films: those named, or all. @returns how many. */
  cancel(films: readonly string[]): Promise<number>;
  /** Let workers take no new jobs. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

const MAX_FAILURES = 20;
/** Jobs per request to Redis. */
const PAGE = 500;

/**
 * Open a queue to inspect and change it.
 *
 * @throws {OptionError} for a URL that is not a queue's. @throws {QueueError} `missing-library`,
 *   `unreachable`. Methods of the result throw `forbidden`, `read-only`, `full`.
 */
export async function openQueueAdmin(url: string): Promise<QueueAdmin> {
  const libraries = await loadLibraries();
  const redis = await connectToRedis(libraries, url);
  const open = (name: string) => {
    const queue = new libraries.bullmq.Queue(name, { connection: redis, ...QUEUE_OPTIONS, skipMetasUpdate: true });
    // Each method reports its own errors.
    queue.on('error', () => {});
    return queue;
  };
  const explain = <T>(work: () => Promise<T>) => explainRefusals(redactQueueUrl(url), work);
  const queue = open(QUEUE_NAME);
  const store = openFilmStore(redis);

  async function findOthers(): Promise<QueueStatus['others']> {
    const names = (await redis.smembers(QUEUES_KEY)).filter((name) => name !== QUEUE_NAME);
    const others = await Promise.all(names.map(async (name) => ({ queue: name, waiting: await countAll(open(name)) })));
    return others.filter(({ waiting }) => waiting > 0);
  }

  async function retry(films: readonly string[]): Promise<number> {
    const failed = (await findFilms(queue, ['failed'], films)).filter(
      ({ data }) => films.length > 0 || data.isCanceled !== true,
    );
    for (const job of failed) {
      const { id, name, data, opts } = job;
      const { isCanceled: _, ...film } = data;
      // Added as a new job: the recorded failures of its segments would fail the old one again.
      await job.remove();
      await queue.add(name, film, { ...opts, jobId: id! });
    }
    return failed.length;
  }

  async function cancel(films: readonly string[]): Promise<number> {
    const states: JobType[] = ['prioritized', 'waiting', 'delayed', 'waiting-children', 'active'];
    const found = await findFilms(queue, states, films);
    for (const job of found) await cancelFilm(job, store);
    return found.length;
  }

  return {
    getStatus: () => explain(async () => ({ ...(await readStatus(queue)), others: await findOthers() })),
    retry: (films) => explain(() => retry(films)),
    cancel: (films) => explain(() => cancel(films)),
    pause: () => explain(() => queue.pause()),
    resume: () => explain(() => queue.resume()),
    async close() {
      await queue.close();
      redis.disconnect();
    },
  };
}

async function readStatus(queue: Queue): Promise<Omit<QueueStatus, 'others'>> {
  const waiting = await queue.getRanges(['prioritized', 'waiting', 'delayed']);
  const active = (await queue.getActive()).filter((job) => job !== undefined);
  const isFilm = (id: string) => !id.includes('-');
  const films = active.filter(({ name }) => name === FILM).length;
  const workers = await queue.getWorkers();
  const failed = (await queue.getFailed(0, MAX_FAILURES - 1)).filter((job) => job !== undefined);
  return {
    version: PACKAGE.version,
    isPaused: await queue.isPaused(),
    workers: workers.map(({ rawname = '' }) => rawname.slice(rawname.indexOf(':w:') + 3)).sort(),
    films: {
      waiting: waiting.filter(isFilm).length,
      started: films + (await queue.getWaitingChildrenCount()),
      done: await queue.getCompletedCount(),
      failed: await queue.getFailedCount(),
    },
    segments: { waiting: waiting.filter((id) => !isFilm(id)).length, running: active.length - films },
    running: active.map(({ data, processedBy = '' }) => ({
      film: showAddresses(String(data.film)),
      segment: typeof data.segment === 'number' ? data.segment : null,
      worker: processedBy,
    })),
    failures: failed.map(({ data, failedReason }) => ({
      film: showAddresses(String(data.film)),
      ...parseFailure(failedReason),
    })),
  };
}

async function countAll(queue: Queue): Promise<number> {
  return (await queue.count()) + (await queue.getActiveCount());
}

/** Find the films in some states, all or only those named. */
async function findFilms(queue: Queue, states: JobType[], films: readonly string[]): Promise<Job[]> {
  const named = new Set(films);
  const found: Job[] = [];
  for (const state of states) {
    for (let first = 0; ; first += PAGE) {
      const jobs = await queue.getJobs([state], first, first + PAGE - 1);
      const wanted = jobs.filter(
        (job) => job?.name === FILM && (films.length === 0 || named.has(String(job.data.film))),
      );
      found.push(...wanted);
      if (jobs.length < PAGE) break;
    }
  }
  return found;
}

/**
 * Remove a film from the queue now or, while a worker processes it, when the worker is finished
 * with the job.
 */
async function cancelFilm(job: Job, store: FilmStore): Promise<void> {
  await job.updateData({ ...job.data, isCanceled: true });
  await job.removeUnprocessedChildren();
  // BullMQ refuses while a segment is running.
  const isRemoved = await job.remove().then(
    () => true,
    () => false,
  );
  if (isRemoved) await store.delete(job.id!);
}
