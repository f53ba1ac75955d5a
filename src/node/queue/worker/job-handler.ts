import type { Job } from 'bullmq';
import { showAddresses } from '../../app/internal.ts';
import { formatFailure, formatJobFailure, isPermanent, parseFailure, toFailure } from '../jobs/job-failure.ts';
import { FILM, SEGMENT } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { explainRefusal } from '../store/redis-refusal.ts';
import { processFilm } from './film-job.ts';
import { processSegment } from './segment-job.ts';
import type { WorkerContext } from './worker-context.ts';

/** One attempt at a job ended. */
export interface FinishedJobEvent {
  readonly type: 'job';
  readonly kind: 'film' | 'segment';
  readonly id: string;
  /** As submitted, without the secret parts of a URL. */
  readonly film: string;
  /**
   * - `done`: a film's outputs are written, or a segment's result is stored.
   * - `skipped`: the segment had a result already.
   * - `unwanted`: no film waits for the segment.
   * - `waiting`: the film's segments are enqueued.
   * - `deferred`: left to workers that have the film's backend.
   * - `requeued`: put back unfinished, because the worker is stopping.
   * - `failed`: the attempt failed; see `reason`.
   */
  readonly outcome: 'done' | 'skipped' | 'unwanted' | 'waiting' | 'deferred' | 'requeued' | 'failed';
  readonly seconds: number;
  readonly reason?: string;
}

export interface JobHandler {
  handle(job: Job, token?: string): Promise<unknown>;
  /** Number of jobs in progress. */
  readonly active: number;
}

type Outcome = Pick<FinishedJobEvent, 'outcome' | 'reason'>;

/**
 * @param isStopping whether the worker is stopping: jobs that fail then go back to the queue.
 * @param queue the queue's URL without its password.
 */
export function createJobHandler(
  context: WorkerContext,
  isStopping: () => boolean,
  queue: string,
  onEvent: ((event: FinishedJobEvent) => void) | undefined,
): JobHandler {
  const { bullmq } = context;
  let active = 0;

  async function runJob(job: Job, token: string): Promise<{ result: unknown } & Outcome> {
    if (job.name === FILM) return { result: await processFilm(job, token, context), outcome: 'done' };
    if (job.name === SEGMENT) return { result: null, outcome: await processSegment(job, token, context) };
    throw new QueueError('bad-job', `unknown job name: ${job.name}`);
  }

  /** Map a thrown error to the outcome of the attempt and to the error for BullMQ. */
  async function settle(job: Job, token: string, thrown: unknown): Promise<Outcome & { error: unknown }> {
    const error = explainRefusal(queue, thrown) ?? thrown;
    if (error instanceof bullmq.WaitingChildrenError) return { outcome: 'waiting', error };
    if (error instanceof bullmq.DelayedError) {
      return { outcome: 'deferred', reason: 'the film was planned with a backend that is not installed here', error };
    }
    if (isStopping()) {
      await job.moveToWait(token);
      return { outcome: 'requeued', error: new bullmq.WaitingError() };
    }
    if (error instanceof bullmq.UnrecoverableError) {
      return { outcome: 'failed', reason: formatJobFailure(parseFailure(error.message)), error };
    }
    const failure = toFailure(error);
    const text = formatFailure(failure);
    const reported = isPermanent(error) ? new bullmq.UnrecoverableError(text) : new Error(text, { cause: error });
    return { outcome: 'failed', reason: formatJobFailure(failure), error: reported };
  }

  return {
    get active() {
      return active;
    },
    async handle(job, token = '') {
      const started = performance.now();
      let ended: Outcome = { outcome: 'failed' };
      active++;
      try {
        const { result, ...done } = await runJob(job, token);
        ended = done;
        return result;
      } catch (cause) {
        const { error, ...failed } = await settle(job, token, cause);
        ended = failed;
        throw error;
      } finally {
        active--;
        const kind = job.name === FILM ? 'film' : 'segment';
        const seconds = (performance.now() - started) / 1000;
        onEvent?.({ type: 'job', kind, id: job.id!, film: showAddresses(filmOf(job)), seconds, ...ended });
      }
    },
  };
}

const filmOf = ({ data }: Job): string => (typeof data?.film === 'string' ? data.film : '');
