import type { Queue, QueueEvents } from 'bullmq';
import { identifyOutput, PACKAGE, showAddresses } from '../../app/internal.ts';
import { offsetPriority } from '../jobs/assign-priorities.ts';
import { type JobFailure, parseFailure, toFailure } from '../jobs/job-failure.ts';
import {
  type FilmJob,
  type FilmJobProgress,
  type FilmJobResult,
  keyOfFilm,
  parseFilmJobResult,
  parseFilmProgress,
  pickFilmOptions,
} from '../jobs/jobs.ts';
import { FILM, QUEUE_NAME, QUEUE_OPTIONS, QUEUES_KEY } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { connectToRedis } from '../store/connect.ts';
import { loadLibraries } from '../store/libraries.ts';
import { probeRedis } from '../store/probe-redis.ts';
import { redactQueueUrl } from '../store/queue-url.ts';
import { explainRefusals } from '../store/redis-refusal.ts';

/** A film to submit. */
export interface FilmRequest extends Omit<FilmJob, 'version' | 'isCanceled'> {
  /** Its priority among the films of this submission; see {@link assignPriorities}. */
  readonly priority: number;
}

/** How the job of a request ended. */
export type RequestOutcome = { readonly result: FilmJobResult } | { readonly failure: JobFailure };

/** Progress of a submission, in films. */
export interface SubmissionProgress {
  readonly films: number;
  readonly done: number;
  readonly failed: number;
  /** Share of the films submitted so far that is processed, 0 to 1. */
  readonly share: number;
}

export interface SubmissionOptions<Request extends FilmRequest> {
  /** Stops waiting. Submitted films stay in the queue. */
  readonly signal: AbortSignal;
  /** Called once per request, one call after another. */
  readonly onOutcome: (request: Request, outcome: RequestOutcome) => Promise<void>;
  readonly onProgress?: ((progress: SubmissionProgress) => void) | undefined;
  /** Called with a sentence if Redis may evict films. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Called if no worker is connected. */
  readonly onIdle?: (() => void) | undefined;
  /**
   * Milliseconds between two checks of all unfinished films, in addition to events. @default 15000
   */
  readonly checkInterval?: number | undefined;
}

/** Films added in one command. */
const BATCH = 100;
const CHECK_INTERVAL = 15_000;
/**
 * Checks in a row in which Redis may refuse commands: a failover, or workers that free memory, take
 * less than a minute.
 */
const MAX_REFUSALS = 4;
/** Milliseconds to wait before reporting that no worker, or no job, is there. */
const GRACE = 2_000;
/** Attempts per film: one worker that cannot see the film does not fail it. */
const ATTEMPTS = 3;
/** Milliseconds before the second attempt. */
const RETRY_DELAY = 1_000;
/** Seconds that Redis keeps the result of a film, for a later submission of the same film. */
const RESULT_LIFETIME = 30 * 24 * 3600;

/**
 * Submit films and wait until all are finished. A film that is in the queue already is not added
 * again. A finished film whose outputs still exist is not processed again.
 *
 * @param requests are read while workers process the first ones.
 * @throws {OptionError} for a URL that is not a queue's.
 * @throws {QueueError} `missing-library`, `unreachable`, `forbidden`, `read-only`, `full`; the last
 *   three also during the wait. Submitted films stay in the queue.
 */
export async function submitFilms<Request extends FilmRequest>(
  url: string,
  requests: AsyncIterable<Request>,
  options: SubmissionOptions<Request>,
): Promise<void> {
  const libraries = await loadLibraries();
  const probe = (signal?: AbortSignal) => probeRedis(libraries, url, signal);
  const { warning } = await probe();
  if (warning !== null) options.onWarning?.(warning);
  const redis = await connectToRedis(libraries, url);
  const { Queue, QueueEvents } = libraries.bullmq;
  const queue = new Queue(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  const events = new QueueEvents(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  // The periodic check finds what lost events would have reported.
  queue.on('error', () => {});
  events.on('error', () => {});
  try {
    await explainRefusals(redactQueueUrl(url), async () => {
      await events.waitUntilReady();
      await redis.sadd(QUEUES_KEY, QUEUE_NAME);
      await new Submission(queue, events, probe, options).run(requests);
    });
  } finally {
    // After an abort, do not wait: Redis may be away.
    const closed = Promise.all([events.close(), queue.close()]).catch(() => {});
    if (!options.signal.aborted) await closed;
    redis.disconnect();
  }
}

class Submission<Request extends FilmRequest> {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  /** Rejects while Redis refuses commands. */
  readonly #probe: (signal: AbortSignal) => Promise<unknown>;
  readonly #options: SubmissionOptions<Request>;
  /** Unfinished requests by the keys of their jobs. */
  readonly #unfinished = new Map<string, Request>();
  readonly #shares = new Map<string, number>();
  /** Priority of the next job in the queue when this submission starts. */
  #firstPriority = 0;
  #films = 0;
  #done = 0;
  #failed = 0;
  #isAdding = true;
  #isChecking = false;
  /** Checks in a row in which Redis refused commands. */
  #refusals = 0;
  /** Keys of the films that a user canceled, according to events. */
  readonly #removed = new Set<string>();
  readonly #ended = new AbortController();
  #settle: (() => void) | undefined;
  #giveUp: ((reason: Error) => void) | undefined;
  /** The calls of `onOutcome`, one after another. */
  #reporting: Promise<void> = Promise.resolve();

  constructor(
    queue: Queue,
    events: QueueEvents,
    probe: (signal: AbortSignal) => Promise<unknown>,
    options: SubmissionOptions<Request>,
  ) {
    this.#queue = queue;
    this.#events = events;
    this.#probe = probe;
    this.#options = options;
  }

  async run(requests: AsyncIterable<Request>): Promise<void> {
    const { signal, checkInterval = CHECK_INTERVAL } = this.#options;
    this.#events.on('completed', ({ jobId, returnvalue }) => this.#complete(jobId, returnvalue));
    this.#events.on('failed', ({ jobId, failedReason }) => this.#fail(jobId, failedReason));
    this.#events.on('removed', ({ jobId }) => {
      this.#removed.add(jobId);
      this.#checkMissing(jobId);
    });
    this.#events.on('progress', ({ jobId, data }) => this.#updateShare(jobId, data));
    const settled = new Promise<void>((resolve, reject) => {
      this.#settle = resolve;
      this.#giveUp = reject;
    });
    // It may reject before anything awaits it.
    settled.catch(() => {});
    const timer = setInterval(() => this.#checkAll(), checkInterval);
    // While Redis is away, only this ends the wait.
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: this.#ended.signal });
    });
    try {
      signal.throwIfAborted();
      await Promise.race([this.#submit(requests, settled), aborted]);
    } finally {
      clearInterval(timer);
      this.#ended.abort();
    }
  }

  async #submit(requests: AsyncIterable<Request>, settled: Promise<void>): Promise<void> {
    const [head] = await this.#queue.getPrioritized(0, 0);
    this.#firstPriority = head?.priority ?? 0;
    await this.#addAll(requests);
    this.#isAdding = false;
    setTimeout(() => void this.#checkWorkers().catch(() => {}), GRACE).unref();
    if (this.#unfinished.size > 0) await settled;
    await this.#reporting;
  }

  async #addAll(requests: AsyncIterable<Request>): Promise<void> {
    let batch: Request[] = [];
    for await (const request of requests) {
      this.#options.signal.throwIfAborted();
      batch.push(request);
      if (batch.length < BATCH) continue;
      await this.#add(batch);
      batch = [];
    }
    await this.#add(batch);
  }

  async #add(requests: readonly Request[]): Promise<void> {
    const jobs = requests.map((request) => {
      const { film, id, stamp, options, outputs, drawing, priority } = request;
      const data: FilmJob = {
        version: PACKAGE.version,
        film,
        id,
        ...(stamp !== undefined && { stamp }),
        options: pickFilmOptions(options),
        outputs,
        drawing,
      };
      return { key: keyOfFilm(data), request, data, priority };
    });
    for (const { key, request } of jobs) {
      this.#unfinished.set(key, request);
      this.#films++;
    }
    const isDone = await Promise.all(jobs.map(({ key }) => this.#findResult(key)));
    await this.#queue.addBulk(
      jobs
        .filter((_, i) => !isDone[i])
        .map(({ key, data, priority }) => ({
          name: FILM,
          data,
          opts: {
            jobId: key,
            priority: offsetPriority(priority, this.#firstPriority),
            attempts: ATTEMPTS,
            backoff: { type: 'exponential', delay: RETRY_DELAY },
            removeOnComplete: { age: RESULT_LIFETIME },
            removeOnFail: { age: RESULT_LIFETIME },
          },
        })),
    );
    this.#reportProgress();
  }

  /**
   * Find the result of a film that was processed earlier. If it failed, or an output is missing,
   * the old job is removed, so that the film can be processed again.
   */
  async #findResult(key: string): Promise<boolean> {
    // The state first. In the other order the job may finish in between: it is then read without
    // its result.
    const state = await this.#queue.getJobState(key);
    if (state !== 'completed' && state !== 'failed') return false;
    const job = await this.#queue.getJob(key);
    if (job === undefined) return false;
    if (state === 'completed' && (await hasOutputs(job.returnvalue))) {
      this.#complete(key, job.returnvalue);
      return true;
    }
    await job.remove();
    return false;
  }

  #complete(key: string, result: unknown): void {
    this.#finish(key, () => ({
      result: parseFilmJobResult(typeof result === 'string' ? JSON.parse(result) : result),
    }));
  }

  #fail(key: string, reason: string): void {
    this.#finish(key, () => ({ failure: parseFailure(reason) }));
  }

  #finish(key: string, read: () => RequestOutcome): void {
    const request = this.#unfinished.get(key);
    if (request === undefined) return;
    this.#unfinished.delete(key);
    this.#shares.delete(key);
    let outcome: RequestOutcome;
    try {
      outcome = read();
    } catch (error) {
      const cause = error instanceof QueueError ? error : new QueueError('bad-job', 'its result cannot be read');
      outcome = { failure: toFailure(cause) };
    }
    if ('result' in outcome) this.#done++;
    else this.#failed++;
    this.#reporting = this.#reporting.then(() => this.#options.onOutcome(request, outcome));
    // `#submit` awaits the rejected promise; this only ends the wait for other films.
    this.#reporting.catch(() => this.#settle?.());
    this.#reportProgress();
    if (this.#unfinished.size === 0 && !this.#isAdding) this.#settle?.();
  }

  #updateShare(key: string, progress: unknown): void {
    if (!this.#unfinished.has(key)) return;
    let parsed: FilmJobProgress;
    try {
      parsed = parseFilmProgress(progress);
    } catch {
      // Only the display depends on it.
      return;
    }
    const { done, segments } = parsed;
    // Joining and drawing count as one more segment.
    this.#shares.set(key, done / (segments + 1));
    this.#reportProgress();
  }

  #reportProgress(): void {
    const started = [...this.#shares.values()].reduce((sum, share) => sum + share, 0);
    const share = this.#films === 0 ? 0 : (this.#done + this.#failed + started) / this.#films;
    this.#options.onProgress?.({ films: this.#films, done: this.#done, failed: this.#failed, share });
  }

  /**
   * Fail a film whose job is no longer in the queue: a user canceled it, which an event reports, or
   * Redis lost it. A film that is submitted again at once is in the queue again after the delay.
   */
  #checkMissing(key: string): void {
    if (!this.#unfinished.has(key)) return;
    const check = async () => {
      if ((await this.#queue.getJobState(key)) !== 'unknown') return;
      const film = this.#unfinished.get(key)?.film;
      const shown = showAddresses(String(film));
      const failure = this.#removed.has(key)
        ? { code: 'canceled', message: `${shown}: canceled` }
        : { code: 'lost', message: `${shown}: lost by Redis; is its memory full, or were keys deleted?` };
      this.#finish(key, () => ({ failure: { name: 'QueueError', ...failure } }));
    };
    setTimeout(() => void check().catch(() => {}), GRACE).unref();
  }

  async #checkWorkers(): Promise<void> {
    if (this.#unfinished.size > 0 && (await this.#queue.getWorkersCount()) === 0) this.#options.onIdle?.();
  }

  /** Check all unfinished films: events may be lost while Redis is away. */
  #checkAll(): void {
    if (this.#isChecking) return;
    this.#isChecking = true;
    const checkEach = async () => {
      await this.#checkRedis();
      const keys = [...this.#unfinished.keys()];
      for (let i = 0; i < keys.length; i += BATCH) {
        await Promise.all(keys.slice(i, i + BATCH).map((key) => this.#checkFilm(key)));
      }
    };
    // The next check retries what fails.
    void checkEach()
      .catch(() => {})
      .finally(() => {
        this.#isChecking = false;
      });
  }

  /** Give up when Redis refuses commands in several checks in a row: no film can finish then. */
  async #checkRedis(): Promise<void> {
    try {
      await this.#probe(this.#ended.signal);
      this.#refusals = 0;
    } catch (error) {
      if (!(error instanceof QueueError) || error.code === 'unreachable') return;
      this.#refusals++;
      if (this.#refusals < MAX_REFUSALS) return;
      this.#giveUp?.(error);
    }
  }

  async #checkFilm(key: string): Promise<void> {
    const state = await this.#queue.getJobState(key);
    if (state === 'unknown' && !this.#isAdding) this.#checkMissing(key);
    if (state !== 'completed' && state !== 'failed') return;
    const job = await this.#queue.getJob(key);
    if (state === 'completed') this.#complete(key, job?.returnvalue);
    else if (job !== undefined) this.#fail(key, job.failedReason);
  }
}

/** Whether all outputs of a film exist, unchanged since they were written. */
async function hasOutputs(result: unknown): Promise<boolean> {
  for (const { path, identity } of parseFilmJobResult(result).outputs) {
    if ((await identifyOutput(path)) !== identity) return false;
  }
  return true;
}
