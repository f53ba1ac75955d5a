import type { Queue, QueueEvents } from 'bullmq';
import {
  type FingerprintOptions,
  identifyOutput,
  PACKAGE,
  type PictureOptions,
  showAddresses,
} from '../../app/index.ts';
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

/** A film that is to be worked off by whoever is there. */
export interface FilmRequest {
  /** Absolute path or URL. */
  readonly film: string;
  /** Identity of its content. */
  readonly id: string;
  /** What changes whenever the film is written. */
  readonly stamp?: string;
  readonly options: FingerprintOptions;
  /** Absolute paths. */
  readonly outputs: readonly string[];
  readonly drawing: PictureOptions;
  /** Its place in line among the films of this submission, as {@link placeFilms} has it. */
  readonly place: number;
}

/** What came of an order. */
export type OrderOutcome = { readonly done: FilmJobResult } | { readonly failure: JobFailure };

/** How far a submission is. */
export interface SubmissionProgress {
  readonly films: number;
  readonly done: number;
  readonly failed: number;
  /** Of the work that was submitted so far, 0 to 1. */
  readonly share: number;
}

/** Who is told of a submission. */
export interface SubmissionWork<Order extends FilmRequest> {
  /** Stops the waiting. What was submitted stays in the queue. */
  readonly signal: AbortSignal;
  readonly onOutcome: (order: Order, outcome: OrderOutcome) => Promise<void>;
  readonly onProgress?: ((progress: SubmissionProgress) => void) | undefined;
  /** Given a sentence on Redis' settings that may lose films. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Told when there is nobody to do the work. */
  readonly onIdle?: (() => void) | undefined;
  /** Milliseconds between two looks at all films that are not done, beside what events tell. @default 15000 */
  readonly lookEvery?: number | undefined;
}

/** Films added in one go. */
const BATCH = 100;
const LOOK_EVERY = 15_000;
/** Looks in a row at which Redis may refuse commands: a failover, or memory that workers free, takes less than a minute. */
const MAX_REFUSALS = 4;
/** Milliseconds after which somebody should have begun. */
const PATIENCE = 2_000;
/** Tries of a film: a worker that cannot see it is no reason to give it up. */
const TRIES = 3;
/** Milliseconds before the second of them. */
const FIRST_PAUSE = 1_000;
/** Seconds that the outcome of a film is kept for whoever submits it again. */
const KEPT = 30 * 24 * 3600;

/**
 * Submit films, and wait until all are done. A film that is in the queue already is not added again; one that is done, with its outputs still there, is not
 * done again.
 *
 * @param orders are asked for while earlier ones are worked off already.
 * @throws {OptionError} for an address of no queue.
 * @throws {QueueError} `missing-library`, `unreachable`, `forbidden`, `read-only`, `full`; the last three also while films
 *   are waited for. What was submitted stays in the queue.
 */
export async function submitFilms<Order extends FilmRequest>(
  url: string,
  orders: AsyncIterable<Order>,
  work: SubmissionWork<Order>,
): Promise<void> {
  const libraries = await loadLibraries();
  const probe = (signal?: AbortSignal) => probeRedis(libraries, url, signal);
  const { warning } = await probe();
  if (warning !== null) work.onWarning?.(warning);
  const redis = await connectToRedis(libraries, url);
  const { Queue, QueueEvents } = libraries.bullmq;
  const queue = new Queue(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  const events = new QueueEvents(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  // What is lost of events is found by looking.
  queue.on('error', () => {});
  events.on('error', () => {});
  try {
    await explainRefusals(redactQueueUrl(url), async () => {
      await events.waitUntilReady();
      await redis.sadd(QUEUES_KEY, QUEUE_NAME);
      await new Submission(queue, events, probe, work).run(orders);
    });
  } finally {
    // Not waited for when nobody waits: Redis may be away.
    const closed = Promise.all([events.close(), queue.close()]).catch(() => {});
    if (!work.signal.aborted) await closed;
    redis.disconnect();
  }
}

class Submission<Order extends FilmRequest> {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  /** Rejected where Redis refuses commands. */
  readonly #probe: (signal: AbortSignal) => Promise<unknown>;
  readonly #work: SubmissionWork<Order>;
  /** By the key of their jobs, those that are not done. */
  readonly #waiting = new Map<string, Order>();
  readonly #shares = new Map<string, number>();
  /** The place that is first in line when this submission begins. */
  #first = 0;
  #films = 0;
  #done = 0;
  #failed = 0;
  #isAdding = true;
  #isLooking = false;
  /** Looks in a row at which Redis refused commands. */
  #refusals = 0;
  /** Keys of films that a user took out, as events told. */
  readonly #removed = new Set<string>();
  readonly #ended = new AbortController();
  #settle: (() => void) | undefined;
  #giveUp: ((reason: Error) => void) | undefined;
  /** What is told of outcomes, one after another. */
  #telling: Promise<void> = Promise.resolve();

  constructor(
    queue: Queue,
    events: QueueEvents,
    probe: (signal: AbortSignal) => Promise<unknown>,
    work: SubmissionWork<Order>,
  ) {
    this.#queue = queue;
    this.#events = events;
    this.#probe = probe;
    this.#work = work;
  }

  async run(orders: AsyncIterable<Order>): Promise<void> {
    const { signal, lookEvery = LOOK_EVERY } = this.#work;
    this.#events.on('completed', ({ jobId, returnvalue }) => this.#complete(jobId, returnvalue));
    this.#events.on('failed', ({ jobId, failedReason }) => this.#fail(jobId, failedReason));
    this.#events.on('removed', ({ jobId }) => {
      this.#removed.add(jobId);
      this.#miss(jobId);
    });
    this.#events.on('progress', ({ jobId, data }) => this.#hear(jobId, data));
    const settled = new Promise<void>((resolve, reject) => {
      this.#settle = resolve;
      this.#giveUp = reject;
    });
    // It may be rejected before it is waited for.
    settled.catch(() => {});
    const looking = setInterval(() => this.#look(), lookEvery);
    // While Redis is away nothing ends but this.
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: this.#ended.signal });
    });
    try {
      signal.throwIfAborted();
      await Promise.race([this.#workOff(orders, settled), aborted]);
    } finally {
      clearInterval(looking);
      this.#ended.abort();
    }
  }

  async #workOff(orders: AsyncIterable<Order>, settled: Promise<void>): Promise<void> {
    const [head] = await this.#queue.getPrioritized(0, 0);
    this.#first = head?.priority ?? 0;
    await this.#addAll(orders);
    this.#isAdding = false;
    setTimeout(() => void this.#checkWorkers().catch(() => {}), PATIENCE).unref();
    if (this.#waiting.size > 0) await settled;
    await this.#telling;
  }

  async #addAll(orders: AsyncIterable<Order>): Promise<void> {
    let batch: Order[] = [];
    for await (const order of orders) {
      this.#work.signal.throwIfAborted();
      batch.push(order);
      if (batch.length < BATCH) continue;
      await this.#add(batch);
      batch = [];
    }
    await this.#add(batch);
  }

  async #add(orders: readonly Order[]): Promise<void> {
    const jobs = orders.map((order) => {
      const { film, id, stamp, options, outputs, drawing, place } = order;
      const data: FilmJob = {
        version: PACKAGE.version,
        film,
        id,
        ...(stamp !== undefined && { stamp }),
        options: pickFilmOptions(options),
        outputs,
        drawing,
      };
      return { key: keyOfFilm(data), order, data, place };
    });
    for (const { key, order } of jobs) {
      this.#waiting.set(key, order);
      this.#films++;
    }
    const isDone = await Promise.all(jobs.map(({ key }) => this.#findDone(key)));
    await this.#queue.addBulk(
      jobs
        .filter((_, i) => !isDone[i])
        .map(({ key, data, place }) => ({
          name: FILM,
          data,
          opts: {
            jobId: key,
            priority: offsetPriority(place, this.#first),
            attempts: TRIES,
            backoff: { type: 'exponential', delay: FIRST_PAUSE },
            removeOnComplete: { age: KEPT },
            removeOnFail: { age: KEPT },
          },
        })),
    );
    this.#tell();
  }

  /**
   * See whether a film was done before, while nobody waited for it. Where its outputs are not there any more, or it failed, that is forgotten: it is to be
   * done anew.
   */
  async #findDone(key: string): Promise<boolean> {
    // The state first: read the other way round, a job may be done by now that was read before, without what came of it.
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
    this.#conclude(key, () => ({ done: parseFilmJobResult(typeof result === 'string' ? JSON.parse(result) : result) }));
  }

  #fail(key: string, reason: string): void {
    this.#conclude(key, () => ({ failure: parseFailure(reason) }));
  }

  #conclude(key: string, read: () => OrderOutcome): void {
    const order = this.#waiting.get(key);
    if (order === undefined) return;
    this.#waiting.delete(key);
    this.#shares.delete(key);
    let outcome: OrderOutcome;
    try {
      outcome = read();
    } catch (error) {
      const cause = error instanceof QueueError ? error : new QueueError('bad-job', 'its result cannot be read');
      outcome = { failure: toFailure(cause) };
    }
    if ('done' in outcome) this.#done++;
    else this.#failed++;
    this.#telling = this.#telling.then(() => this.#work.onOutcome(order, outcome));
    // Heard of at the end, which it brings about.
    this.#telling.catch(() => this.#settle?.());
    this.#tell();
    if (this.#waiting.size === 0 && !this.#isAdding) this.#settle?.();
  }

  #hear(key: string, progress: unknown): void {
    if (!this.#waiting.has(key)) return;
    let known: FilmJobProgress;
    try {
      known = parseFilmProgress(progress);
    } catch {
      // Nothing hangs on it.
      return;
    }
    const { done, stretches } = known;
    // Joining and drawing come after the last stretch.
    this.#shares.set(key, done / (stretches + 1));
    this.#tell();
  }

  #tell(): void {
    const begun = [...this.#shares.values()].reduce((sum, share) => sum + share, 0);
    const share = this.#films === 0 ? 0 : (this.#done + this.#failed + begun) / this.#films;
    this.#work.onProgress?.({ films: this.#films, done: this.#done, failed: this.#failed, share });
  }

  /**
   * A film is not in the queue: a user took it out, which an event tells, or Redis lost it. It may be back at once,
   * submitted again.
   */
  #miss(key: string): void {
    if (!this.#waiting.has(key)) return;
    const check = async () => {
      if ((await this.#queue.getJobState(key)) !== 'unknown') return;
      const film = this.#waiting.get(key)?.film;
      const shown = showAddresses(String(film));
      const failure = this.#removed.has(key)
        ? { code: 'canceled', message: `${shown}: canceled` }
        : { code: 'lost', message: `${shown}: lost by Redis; is its memory full, or were keys deleted?` };
      this.#conclude(key, () => ({ failure: { name: 'QueueError', ...failure } }));
    };
    setTimeout(() => void check().catch(() => {}), PATIENCE).unref();
  }

  async #checkWorkers(): Promise<void> {
    if (this.#waiting.size > 0 && (await this.#queue.getWorkersCount()) === 0) this.#work.onIdle?.();
  }

  /** Look at what is not done: events may have been missed while Redis was away. */
  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const lookAtAll = async () => {
      await this.#checkRedis();
      const keys = [...this.#waiting.keys()];
      for (let i = 0; i < keys.length; i += BATCH) {
        await Promise.all(keys.slice(i, i + BATCH).map((key) => this.#lookAt(key)));
      }
    };
    // What fails is tried at the next look.
    void lookAtAll()
      .catch(() => {})
      .finally(() => {
        this.#isLooking = false;
      });
  }

  /** Give up where Redis refuses commands look after look: no film can be finished then. */
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

  async #lookAt(key: string): Promise<void> {
    const state = await this.#queue.getJobState(key);
    if (state === 'unknown' && !this.#isAdding) this.#miss(key);
    if (state !== 'completed' && state !== 'failed') return;
    const job = await this.#queue.getJob(key);
    if (state === 'completed') this.#complete(key, job?.returnvalue);
    else if (job !== undefined) this.#fail(key, job.failedReason);
  }
}

/** Whether all outputs of a film lie where they were written, as they were written. */
async function hasOutputs(result: unknown): Promise<boolean> {
  for (const { path, identity } of parseFilmJobResult(result).outputs) {
    if ((await identifyOutput(path)) !== identity) return false;
  }
  return true;
}
