import { FilmError } from '../../../core/frame/index.ts';
import { checkOption, RUN_OPTIONS } from '../../../core/options/index.ts';
import type { FrameColors } from '../../../core/pipeline/index.ts';
import { type Pool, PoolError } from '../../pool/index.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import type { ChildAnswer, ChildTask } from './messages.ts';
import type { GlimpsedColors, PreviewRunner } from './preview-runner.ts';
import { startWorkers } from './worker-pool.ts';

/** How many processes run spans, and what stops them. */
export interface LocalRunnerOptions {
  /**
   * Number of processes.
   *
   * **Minimum**: 1
   * @default the cores of this machine
   */
  readonly jobs?: number | undefined;
  /** Stops all tasks and ends the processes. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Maximum processes per runner: more than the cores of any machine. Each takes about 100 MB and
 * starts at once.
 */
export const MAX_JOBS: number = RUN_OPTIONS.jobs.max;

/**
 * Run spans in child processes of this machine. They start at once and live until the runner is
 * closed.
 *
 * @throws {OptionError} for `jobs` out of range.
 */
export function createLocalRunner({ jobs, signal }: LocalRunnerOptions = {}): PreviewRunner {
  if (jobs !== undefined) checkOption('jobs', RUN_OPTIONS.jobs, jobs);
  signal?.throwIfAborted();
  return createPoolRunner(startWorkers(jobs), signal);
}

/**
 * Run spans in processes that have been started.
 *
 * @param pool of `startWorkers`.
 * @param signal stops all tasks and ends the processes.
 * @param release called with the pool when the runner is closed; ends the processes by default.
 */
export function createPoolRunner(
  pool: Pool,
  signal: AbortSignal | undefined,
  release: (pool: Pool) => void = () => pool.close(),
): PreviewRunner {
  let isClosed = false;
  const abort = () => pool.close();
  signal?.addEventListener('abort', abort, { once: true });

  async function ask<Frame>(task: ChildTask, onFrame?: (frame: Frame) => void): Promise<ChildAnswer> {
    // The pool may work for another runner then.
    if (isClosed) throw new PoolError('closed', 'the runner is closed');
    try {
      const onEvent = onFrame && ((event: unknown) => onFrame(event as Frame));
      const answer = (await pool.run(task, onEvent && { onEvent })) as ChildAnswer;
      if ('failure' in answer) throw errorOfAnswer(answer.failure);
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof PoolError && error.code !== 'closed') {
        throw new FilmError('decode-failed', `${task.path}: the decoder failed; ${error.message}`, { cause: error });
      }
      throw error;
    }
  }

  return {
    concurrency: pool.size,
    async survey(path, reader) {
      const answer = await ask({ kind: 'survey', path, reader });
      if (!('survey' in answer)) throw new TypeError('unexpected answer to a survey');
      return answer.survey;
    },
    async measureLetterbox(task) {
      const answer = await ask({ kind: 'bars', ...task });
      if (!('bars' in answer)) throw new TypeError('unexpected answer to a letterbox task');
      return answer.bars;
    },
    async run(task, onFrame) {
      const answer = await ask<FrameColors>({ kind: 'span', ...task }, onFrame);
      if (!('report' in answer)) throw new TypeError('unexpected answer to a span');
      return answer.report;
    },
    async measureLoudness(task) {
      const answer = await ask({ kind: 'sound', ...task });
      if (!('sound' in answer)) throw new TypeError('unexpected answer to a span of sound');
      return answer.sound;
    },
    async glimpse(task, onFrame) {
      const answer = await ask<GlimpsedColors>({ kind: 'glimpse', ...task }, onFrame);
      if (!('isGlimpsed' in answer)) throw new TypeError('unexpected answer to a glimpse');
      return answer.isGlimpsed;
    },
    async readPicture(task) {
      const answer = await ask({ kind: 'picture', ...task });
      if (!('picture' in answer)) throw new TypeError('unexpected answer to a request for a picture');
      return answer.picture;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      signal?.removeEventListener('abort', abort);
      release(pool);
    },
  };
}
