import { availableParallelism, hostname } from 'node:os';
import { OptionError } from '../../../core/options/index.ts';
import { createLocalRenderer, createLocalRunner, listBackends, MAX_JOBS, type SpanRunner } from '../../app/internal.ts';
import { FILM, QUEUE_NAME, QUEUE_OPTIONS } from '../jobs/names.ts';
import { connectToRedis } from '../store/connect.ts';
import { openFilmStore } from '../store/film-store.ts';
import { loadLibraries } from '../store/libraries.ts';
import { probeRedis } from '../store/probe-redis.ts';
import { redactQueueUrl } from '../store/queue-url.ts';
import { explainRefusal } from '../store/redis-refusal.ts';
import { createJobHandler, type FinishedJobEvent } from './job-handler.ts';
import { createPathPolicy, type PathPolicyOptions } from './path-policy.ts';
import { createWorkerPause } from './pause-worker.ts';
import type { WorkerContext } from './worker-context.ts';

export interface WorkerOptions extends PathPolicyOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /**
   * Jobs at once, each in its own process.
   *
   * **Minimum**: 1
   * @default the number of cores
   */
  readonly concurrency?: number | undefined;
  /**
   * Seconds that jobs in progress may take when the worker is stopped; then they go back to the
   * queue.
   *
   * @default 30
   */
  readonly graceSeconds?: number | undefined;
  /**
   * Seconds after which other workers take over the job of a silent worker. A worker renews its
   * lock twice in this time.
   *
   * @default 30
   */
  readonly lockSeconds?: number | undefined;
  /**
   * Approximate work per segment, in seconds of one process, for films that this worker plans.
   *
   * **Minimum**: above 0
   * @default 60
   */
  readonly segmentSeconds?: number | undefined;
  /**
   * Runs the spans. The caller keeps ownership and closes it.
   *
   * @default `concurrency` child processes
   */
  readonly runner?: SpanRunner | undefined;
  /** Called for each attempt at a job that ended, and for problems. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
}

export type WorkerEvent =
  | FinishedJobEvent
  /** Something failed. */
  | { readonly type: 'problem'; readonly message: string }
  /** Something may fail. */
  | { readonly type: 'warning'; readonly message: string }
  /** Redis accepts commands again. */
  | { readonly type: 'resumed'; readonly message: string };

/** A running worker. */
export interface QueueWorker {
  /** Its name in BullMQ: host name and process id. */
  readonly name: string;
  readonly backends: WorkerContext['backends'];
  /** Number of jobs in progress. */
  readonly active: number;
  /** Whether the connection to Redis is ready. */
  readonly isConnected: boolean;
  /** Counts of the whole queue, in Prometheus' text format. */
  describeQueue(): Promise<string>;
  /** Take no new jobs, finish jobs in progress or put them back into the queue, and end. */
  stop(): Promise<void>;
}

const DEFAULT_GRACE = 30;
/** Seconds that putting jobs back into the queue may take. */
const REQUEUE_SECONDS = 5;
const DEFAULT_LOCK = 30;
/**
 * Short enough to repeat quickly after a crash, long enough to make the cost of a job negligible.
 */
const DEFAULT_SEGMENT = 60;
/** How often the worker of a job may crash before the job is considered the cause. */
const MAX_STALLS = 4;
/** Maximum time to draw one output. A banner of 5 m takes minutes. */
const DRAWING_SECONDS = 1_800;

/**
 * Start a worker that processes the jobs of a queue.
 *
 * @throws {OptionError} for options out of range.
 * @throws {QueueError} `missing-library`, `unreachable`, `forbidden`, `read-only`, `full`.
 * @throws {FilmError} `backend-missing` if no backend is installed that reads films.
 */
export async function startWorker(options: WorkerOptions): Promise<QueueWorker> {
  const { url, concurrency = availableParallelism(), lockSeconds = DEFAULT_LOCK, onEvent } = options;
  const { graceSeconds = DEFAULT_GRACE, segmentSeconds = DEFAULT_SEGMENT } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_JOBS) {
    throw new OptionError(
      'wrong-value',
      'concurrency',
      `expected an integer from 1 to ${MAX_JOBS}, got ${String(concurrency)}`,
    );
  }
  if (!(segmentSeconds > 0)) {
    throw new OptionError('wrong-value', 'segmentSeconds', `expected seconds above 0, got ${String(segmentSeconds)}`);
  }
  const paths = await createPathPolicy(options);
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
  const context: WorkerContext = { bullmq, queue, store, paths, runner, renderer, backends, segmentSeconds };
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
    onPause: ({ message }) => onEvent?.({ type: 'problem', message: `${message}; the worker pauses and retries` }),
    onResume: () => onEvent?.({ type: 'resumed', message: `${address}: Redis accepts commands again; resumed` }),
    signal: stopped.signal,
  });
  const handleError = (error: Error) => {
    const refusal = explainRefusal(address, error);
    if (refusal !== null) pause.begin(refusal);
    else onEvent?.({ type: 'problem', message: error.message });
  };
  worker.on('error', handleError);
  queue.on('error', handleError);
  const deletions = new Set<Promise<void>>();
  worker.on('completed', (job) => {
    if (job.name !== FILM) return;
    // The outputs contain its columns now.
    const deletion = store.delete(job.id!).catch(handleError);
    deletions.add(deletion);
    void deletion.then(() => deletions.delete(deletion));
  });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopped.abort();
    const late = setTimeout(() => abort.abort(), 1000 * graceSeconds);
    // Redis does not answer: other workers take over the jobs, as if this worker had crashed.
    const tooLate = setTimeout(() => redis.disconnect(), 1000 * (graceSeconds + REQUEUE_SECONDS));
    await worker.close();
    clearTimeout(late);
    clearTimeout(tooLate);
    await Promise.all(deletions);
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
