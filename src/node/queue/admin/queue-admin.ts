import type { Job, JobType, Queue } from 'bullmq';
import { PACKAGE, showAddresses } from '../../app/index.ts';
import { type JobFailure, parseFailure } from '../jobs/job-failure.ts';
import { FILM, QUEUE_NAME, QUEUE_OPTIONS, QUEUES_KEY } from '../jobs/names.ts';
import { connectToRedis } from '../store/connect.ts';
import { type FilmStore, openFilmStore } from '../store/film-store.ts';
import { loadLibraries } from '../store/libraries.ts';
import { redactQueueUrl } from '../store/queue-url.ts';
import { explainRefusals } from '../store/redis-refusal.ts';

/** What a queue holds, and who works on it. */
export interface QueueStatus {
  /** Of this program: each has a queue of its own. */
  readonly version: string;
  readonly isPaused: boolean;
  /** Hosts and numbers of processes. */
  readonly workers: readonly string[];
  readonly films: { readonly waiting: number; readonly begun: number; readonly done: number; readonly failed: number };
  readonly stretches: { readonly waiting: number; readonly running: number };
  readonly running: readonly { readonly film: string; readonly stretch: number | null; readonly worker: string }[];
  /** The last ones. */
  readonly failures: readonly ({ readonly film: string } & JobFailure)[];
  /** Queues of other versions that hold films which are not done. */
  readonly others: readonly { readonly queue: string; readonly waiting: number }[];
}

/** Looks at a queue and changes what is in it. Films are named as they were submitted. */
export interface QueueAdmin {
  getStatus(): Promise<QueueStatus>;
  /** Try films again that failed: those named, or all that were not taken out. @returns how many. */
  retry(films: readonly string[]): Promise<number>;
  /** Take films out that are not done: those named, or all. @returns how many. */
  cancel(films: readonly string[]): Promise<number>;
  /** Let workers take nothing new. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** Failures that are listed. */
const MAX_FAILURES = 20;
/** Jobs that are asked for at once. */
const PAGE = 500;

/**
 * Open a queue to look at.
 *
 * @throws {OptionError} for an address of no queue. @throws {QueueError} `missing-library`, `unreachable`. What the desk
 *   does throws `forbidden`, `read-only`, `full`.
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
      // Anew, not again: what it is remembered to have failed at would fail it once more.
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
    getStatus: () => explain(async () => ({ ...(await look(queue)), others: await findOthers() })),
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

async function look(queue: Queue): Promise<Omit<QueueStatus, 'others'>> {
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
      begun: films + (await queue.getWaitingChildrenCount()),
      done: await queue.getCompletedCount(),
      failed: await queue.getFailedCount(),
    },
    stretches: { waiting: waiting.filter((id) => !isFilm(id)).length, running: active.length - films },
    running: active.map(({ data, processedBy = '' }) => ({
      film: showAddresses(String(data.film)),
      stretch: typeof data.stretch === 'number' ? data.stretch : null,
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

/** All films in some states, or those of them that are named. */
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

/** Take a film out at once or, where a worker is at it, as soon as that one is done. */
async function cancelFilm(job: Job, store: FilmStore): Promise<void> {
  await job.updateData({ ...job.data, isCanceled: true });
  await job.removeUnprocessedChildren();
  // It refuses while a stretch is worked off.
  const isRemoved = await job.remove().then(
    () => true,
    () => false,
  );
  if (isRemoved) await store.drop(job.id!);
}
