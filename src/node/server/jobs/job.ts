import type { FilmOptions, JobEvent } from '../../../core/protocol/index.ts';
import {
  type Column,
  checkFingerprintOptions,
  createPoolRunner,
  type FilmResult,
  fingerprintFilm,
  lookAtFilm,
  lookAtSurveyed,
  type PreviewRunner,
  type SpanRunner,
  type startWorkers,
} from '../../app/internal.ts';
import { describeFailure } from '../http/describe-failure.ts';
import { RequestError } from '../http/request-error.ts';
import { confirmShelfFile, type ShelfFile } from '../shelf/shelf-file.ts';
import { createPauseGate, gateRunner } from './pause-gate.ts';
import { createTimeLimit } from './time-limit.ts';

/** A job that reads one film. */
export interface Job {
  readonly id: string;
  /**
   * The survey before any column; null until it is done and the file is confirmed to be the same.
   */
  readonly surveyed: Extract<JobEvent, { type: 'surveyed' }> | null;
  /**
   * Columns with their indices, in order of arrival. Append-only; empty while `surveyed` is null.
   */
  readonly columns: readonly (readonly [index: number, column: Column])[];
  /**
   * Columns of a first look at the whole film, in order of arrival. Append-only; empty while
   * `surveyed` is null.
   */
  readonly looks: readonly Column[];
  /** The result; null while the job runs. */
  readonly end: Extract<JobEvent, { type: 'done' | 'failed' | 'canceled' }> | null;
  /** Resolves on the next change, or when `signal` aborts. Never rejects. */
  changed(signal: AbortSignal): Promise<void>;
  /** Start no further work until the job is resumed. The time limit is paused too. */
  pause(): void;
  resume(): void;
  /** Stop the job and its processes. */
  cancel(): void;
  /** Resolves when the job has ended. */
  readonly ended: Promise<void>;
}

/** What a job needs to read a film. */
export interface JobMeans {
  readonly pool: ReturnType<typeof startWorkers>;
  /** Called with the pool when the job needs it no more. Tasks may still be at work in it. */
  readonly release: (pool: ReturnType<typeof startWorkers>) => void;
  /** Maximum duration. */
  readonly seconds: number;
  /** The job begins to work when it resolves. Never rejects. */
  readonly ready: Promise<void>;
}

/** Start to read a film. */
export function startJob(id: string, file: ShelfFile, options: FilmOptions, means: JobMeans): Job {
  const { pool, release, seconds, ready } = means;
  const controller = new AbortController();
  const columns: (readonly [number, Column])[] = [];
  const looks: Column[] = [];
  const gate = createPauseGate();
  let surveyed: Job['surveyed'] = null;
  let isConfirmed = false;
  let end: Job['end'] = null;
  /** Resolves when the first look has ended, well or not. */
  let looked: Promise<void> = Promise.resolve();
  const waiting = new Set<() => void>();

  const notify = () => {
    for (const wake of [...waiting]) wake();
  };

  /**
   * The film was opened by path. Report nothing before the file is confirmed to be the right one.
   */
  async function confirm(): Promise<void> {
    try {
      await confirmShelfFile(file);
      isConfirmed = true;
      notify();
    } catch (error) {
      controller.abort(error);
    }
  }

  const limit = createTimeLimit(seconds, () => {
    controller.abort(new RequestError('too-slow', `${file.name}: reading took longer than ${seconds} s`));
  });

  async function work(): Promise<NonNullable<Job['end']>> {
    try {
      const { fingerprint, warnings } = await readFilm();
      await confirmShelfFile(file);
      return { type: 'done', fingerprint, warnings };
    } catch (thrown) {
      const error = controller.signal.aborted ? controller.signal.reason : thrown;
      if (error instanceof Error && error.name === 'AbortError') return { type: 'canceled' };
      return { type: 'failed', error: describeFailure(error, file) };
    } finally {
      limit.stop();
    }
  }

  async function readFilm(): Promise<FilmResult> {
    const runner = createPoolRunner(pool, controller.signal, release);
    try {
      await ready;
      return await fingerprintFilm(file.path, options, {
        runner: gateRunner(lookAround(runner), gate),
        onEvent(event) {
          if (event.type === 'surveyed') {
            surveyed = event;
            void confirm();
          } else {
            columns.push([event.index, event.column]);
            notify();
          }
        },
      });
    } finally {
      // A look may outlast a short film. Its processes are kept for the next film.
      void looked.then(() => runner.close());
    }
  }

  /** Look at the whole film first, beside reading it. Its errors are those of reading the film. */
  function lookAround(runner: PreviewRunner): SpanRunner {
    const { from, to, ...checked } = checkFingerprintOptions(options);
    if (from > 0 || to !== null) return runner;
    const onColumn = (column: Column) => {
      looks.push(column);
      notify();
    };
    return {
      ...runner,
      survey(path, reader) {
        // The survey is sent first: the looks are for the other processes.
        const surveyed = runner.survey(path, reader);
        const isSeen = lookAtFilm(path, checked, runner, onColumn).catch(() => true);
        looked = surveyed
          .then(async (survey) => {
            if (!(await isSeen)) await lookAtSurveyed(path, survey, checked, runner, onColumn);
          })
          .catch(() => {});
        return surveyed;
      },
    };
  }

  const ended = work().then((result) => {
    end = result;
    notify();
  });

  return {
    id,
    get surveyed() {
      return isConfirmed ? surveyed : null;
    },
    get columns() {
      return isConfirmed ? columns : [];
    },
    get looks() {
      return isConfirmed ? looks : [];
    },
    get end() {
      return end;
    },
    changed(signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        signal.addEventListener('abort', wake, { once: true });
        waiting.add(wake);
      });
    },
    pause() {
      gate.pause();
      limit.pause();
    },
    resume() {
      gate.resume();
      limit.resume();
    },
    cancel() {
      controller.abort();
      gate.resume();
    },
    ended,
  };
}
