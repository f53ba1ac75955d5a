import { availableParallelism, hostname } from 'node:os';
import { OptionError } from '../../../core/options/index.ts';
import { createLocalRenderer, createLocalRunner, listBackends, MAX_JOBS, type SpanRunner } from '../../app/index.ts';
import { FILM, QUEUE_NAME, QUEUE_OPTIONS } from '../jobs/names.ts';
import { connectToRedis } from '../store/connect.ts';
import { openFilmStore } from '../store/film-store.ts';
import { loadLibraries } from '../store/libraries.ts';
import { probeRedis } from '../store/probe-redis.ts';
import { redactQueueUrl } from '../store/queue-url.ts';
import { explainRefusal } from '../store/redis-refusal.ts';
import { createJobHandler, type FinishedJobEvent } from './job-handler.ts';
import { openReach, type ReachOptions } from './path-policy.ts';
import { createWorkerPause } from './pause-worker.ts';
import type { WorkerContext } from './worker-context.ts';

/** How a worker works. */
export interface WorkerOptions extends ReachOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /**
   * Stretches of film that are worked off at once, each by a process of its own.
   *
   * **Minimum**: 1
   * @default the cores of this machine
   */
  readonly concurrency?: number | undefined;
  /**
   * Seconds that jobs may take to end when the worker is stopped, before they are handed back.
   *
   * @default 30
   */
  readonly graceSeconds?: number | undefined;
  /**
   * Seconds after which a job is given to others when nothing is heard of its worker; it is heard of twice as often.
   *
   * @default 30
   */
  readonly lockSeconds?: number | undefined;
  /**
   * Seconds of one process's work that a stretch comes to, about, of films that are planned here.
   *
   * **Minimum**: above 0
   * @default 60
   */
  readonly stretchSeconds?: number | undefined;
  /**
   * Who works off spans here. Not closed.
   *
   * @default child processes of this machine, as many as `concurrency`
   */
  readonly runner?: SpanRunner | undefined;
  /** Told of each job that ended here, and of what else happens. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
}

/** What happens at a worker. */
export type WorkerEvent =
  | FinishedJobEvent
  /** Something failed. */
  | { readonly type: 'problem'; readonly message: string }
  /** Something may fail. */
  | { readonly type: 'warning'; readonly message: string }
  /** Redis takes commands again. */
  | { readonly type: 'resumed'; readonly message: string };

/** A worker at work. */
export interface QueueWorker {
  /** Of this worker, in what BullMQ keeps: the host's name and the process's number. */
  readonly name: string;
  readonly backends: WorkerContext['backends'];
  /** Jobs that it is at. */
  readonly active: number;
  /** Whether Redis is there. */
  readonly isConnected: boolean;
  /** What the whole queue holds, in Prometheus' text format. */
  describeQueue(): Promise<string>;
  /** Take nothing new, finish what is begun or hand it back, and end. */
  stop(): Promise<void>;
}

const DEFAULT_GRACE = 30;
/** Seconds that handing jobs back may take. */
const HANDING_BACK = 5;
const DEFAULT_LOCK = 30;
/** So that what a lost worker was at is done again quickly, and what is said of a stretch costs nothing beside it. */
const DEFAULT_STRETCH = 60;
/** How often a job may lose its worker before it is held to be the reason. */
const MAX_STALLS = 4;
/** Seconds that one output may take to draw: a banner of 5 m takes minutes. */
const DRAWING_SECONDS = 1_800;

/**
 * Start to work off what is in the queue.
 *
 * @throws {OptionError} for options out of range.
 * @throws {QueueError} `missing-library`, `unreachable`, `forbidden`, `read-only`, `full`.
 * @throws {FilmError} `backend-missing` where nothing is installed that reads films.
 */
export async function startWorker(options: WorkerOptions): Promise<QueueWorker> {
  const { url, concurrency = availableParallelism(), lockSeconds = DEFAULT_LOCK, onEvent } = options;
  const { graceSeconds = DEFAULT_GRACE, stretchSeconds = DEFAULT_STRETCH } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_JOBS) {
    throw new OptionError(
      'wrong-value',
      'concurrency',
      `expected an integer from 1 to ${MAX_JOBS}, got ${String(concurrency)}`,
    );
  }
  if (!(stretchSeconds > 0)) {
    throw new OptionError('wrong-value', 'stretchSeconds', `expected seconds above 0, got ${String(stretchSeconds)}`);
  }
  const reach = await openReach(options);
  const backends = await listBackends();
  const libraries = await loadLibraries();
  const { warning } = await probeRedis(libraries, url);
  if (warning !== null) onEvent?.({ type: 'warning', message: warning });
  const redis = await connectToRedis(libraries, url);
  const { bullmq } = libraries;
  const queue = new bullmq.Queue(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  const address = redactQueueUrl(url);
  const abort = new AbortController();
  const own = options.runner === undefined ? createLocalRunner({ jobs: concurrency, signal: abort.signal }) : null;
  const runner = options.runner ?? own!;
  const renderer = createLocalRenderer(DRAWING_SECONDS);
  const store = openFilmStore(redis);
  const context: WorkerContext = { bullmq, queue, store, reach, runner, renderer, backends, stretchSeconds };
  const handler = createJobHandler(context, () => abort.signal.aborted, address, onEvent);

  const name = `${hostname()}:${process.pid}`;
  const worker = new bullmq.Worker(QUEUE_NAME, (job, token) => handler.handle(job, token), {
    connection: redis,
    ...QUEUE_OPTIONS,
    concurrency,
    name,
    lockDuration: 1000 * lockSeconds,
    stalledInterval: 1000 * lockSeconds,
    maxStalledCount: MAX_STALLS,
  });
  const stopped = new AbortController();
  const pause = createWorkerPause(worker, {
    probe: () => probeRedis(libraries, url, stopped.signal),
    onPause: ({ message }) => onEvent?.({ type: 'problem', message: `${message}; the worker waits and asks again` }),
    onResume: () => onEvent?.({ type: 'resumed', message: `${address}: Redis takes commands again` }),
    signal: stopped.signal,
  });
  const handleError = (error: Error) => {
    const refusal = explainRefusal(address, error);
    if (refusal !== null) pause.begin(refusal);
    else onEvent?.({ type: 'problem', message: error.message });
  };
  worker.on('error', handleError);
  queue.on('error', handleError);
  const dropping = new Set<Promise<void>>();
  worker.on('completed', (job) => {
    if (job.name !== FILM) return;
    // Its columns are in its outputs now.
    const drop = store.drop(job.id!).catch(handleError);
    dropping.add(drop);
    void drop.then(() => dropping.delete(drop));
  });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopped.abort();
    const late = setTimeout(() => abort.abort(), 1000 * graceSeconds);
    // Redis is away: what was begun is taken over by others, as if this worker had died.
    const tooLate = setTimeout(() => redis.disconnect(), 1000 * (graceSeconds + HANDING_BACK));
    await worker.close();
    clearTimeout(late);
    clearTimeout(tooLate);
    await Promise.all(dropping);
    own?.close();
    renderer.close();
    await queue.close();
    redis.disconnect();
  }

  return {
    name,
    backends,
    get active() {
      return handler.active;
    },
    get isConnected() {
      return redis.status === 'ready';
    },
    describeQueue: () => queue.exportPrometheusMetrics(),
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
