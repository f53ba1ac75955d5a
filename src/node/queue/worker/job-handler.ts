import type { Job } from 'bullmq';
import { showAddresses } from '../../app/index.ts';
import { formatFailure, formatJobFailure, isPermanent, parseFailure, toFailure } from '../jobs/job-failure.ts';
import { FILM, STRETCH } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { explainRefusal } from '../store/redis-refusal.ts';
import { workOnFilm } from './film-job.ts';
import { workOnStretch } from './segment-job.ts';
import type { WorkerContext } from './worker-context.ts';

/** What a try at a job came to. */
export interface FinishedJobEvent {
  readonly type: 'job';
  readonly kind: 'film' | 'stretch';
  readonly id: string;
  /** As whoever submitted it calls it, without what may be secret in an address. */
  readonly film: string;
  /**
   * `waiting`: a film's stretches were handed out. `known`, `gone`: a stretch that was done before, or that nobody waits for. `refused`: left to workers with
   * another backend. `returned`: handed back unfinished, because the worker ends.
   */
  readonly outcome: 'done' | 'known' | 'gone' | 'waiting' | 'refused' | 'returned' | 'failed';
  readonly seconds: number;
  readonly reason?: string;
}

/** Works on jobs as they come. */
export interface JobHandler {
  handle(job: Job, token?: string): Promise<unknown>;
  /** Jobs that it is at. */
  readonly active: number;
}

type Result = Pick<FinishedJobEvent, 'outcome' | 'reason'>;

/**
 * Make what works on jobs.
 *
 * @param isEnding whether jobs that fail now do so because the worker ends.
 * @param queue address of the queue, as people may see it.
 */
export function createJobHandler(
  context: WorkerContext,
  isEnding: () => boolean,
  queue: string,
  onEvent: ((event: FinishedJobEvent) => void) | undefined,
): JobHandler {
  const { bullmq } = context;
  let active = 0;

  async function work(job: Job, token: string): Promise<{ result: unknown } & Result> {
    if (job.name === FILM) return { result: await workOnFilm(job, token, context), outcome: 'done' };
    if (job.name === STRETCH) return { result: null, outcome: await workOnStretch(job, token, context) };
    throw new QueueError('bad-job', `no such job: ${job.name}`);
  }

  /** Say what an error stands for, and what BullMQ is to be told. */
  async function settle(job: Job, token: string, thrown: unknown): Promise<Result & { error: unknown }> {
    const error = explainRefusal(queue, thrown) ?? thrown;
    if (error instanceof bullmq.WaitingChildrenError) return { outcome: 'waiting', error };
    if (error instanceof bullmq.DelayedError) {
      return { outcome: 'refused', reason: 'the film was begun with a backend that is not installed here', error };
    }
    if (isEnding()) {
      await job.moveToWait(token);
      return { outcome: 'returned', error: new bullmq.WaitingError() };
    }
    if (error instanceof bullmq.UnrecoverableError) {
      return { outcome: 'failed', reason: formatJobFailure(parseFailure(error.message)), error };
    }
    const failure = toFailure(error);
    const text = formatFailure(failure);
    const told = isPermanent(error) ? new bullmq.UnrecoverableError(text) : new Error(text, { cause: error });
    return { outcome: 'failed', reason: formatJobFailure(failure), error: told };
  }

  return {
    get active() {
      return active;
    },
    async handle(job, token = '') {
      const begun = performance.now();
      let ended: Result = { outcome: 'failed' };
      active++;
      try {
        const { result, ...done } = await work(job, token);
        ended = done;
        return result;
      } catch (cause) {
        const { error, ...failed } = await settle(job, token, cause);
        ended = failed;
        throw error;
      } finally {
        active--;
        const kind = job.name === FILM ? 'film' : 'stretch';
        const seconds = (performance.now() - begun) / 1000;
        onEvent?.({ type: 'job', kind, id: job.id!, film: showAddresses(filmOf(job)), seconds, ...ended });
      }
    },
  };
}

const filmOf = ({ data }: Job): string => (typeof data?.film === 'string' ? data.film : '');
