import type { FilmOptions, JobEvent } from '../../../core/protocol/index.ts';
import { type Column, createLocalRunner, type FilmResult, fingerprintFilm } from '../../app/index.ts';
import { describeFailure } from '../http/describe-failure.ts';
import { RequestError } from '../http/request-error.ts';
import { confirmShelfFile, type ShelfFile } from '../shelf/shelf-file.ts';

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
  /** The result; null while the job runs. */
  readonly end: Extract<JobEvent, { type: 'done' | 'failed' | 'canceled' }> | null;
  /** Resolves on the next change, or when `signal` aborts. Never rejects. */
  changed(signal: AbortSignal): Promise<void>;
  /** Stop the job and its processes. */
  cancel(): void;
  /** Resolves when the job has ended. */
  readonly ended: Promise<void>;
}

/**
 * Start to read a film.
 *
 * @param seconds maximum duration.
 */
export function startJob(id: string, file: ShelfFile, options: FilmOptions, seconds: number): Job {
  const controller = new AbortController();
  const columns: (readonly [number, Column])[] = [];
  let surveyed: Job['surveyed'] = null;
  let isConfirmed = false;
  let end: Job['end'] = null;
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

  async function work(): Promise<NonNullable<Job['end']>> {
    const limit = setTimeout(() => {
      controller.abort(new RequestError('too-slow', `${file.name}: reading took longer than ${seconds} s`));
    }, 1000 * seconds);
    try {
      const { fingerprint, warnings } = await readFilm();
      await confirmShelfFile(file);
      return { type: 'done', fingerprint, warnings };
    } catch (thrown) {
      const error = controller.signal.aborted ? controller.signal.reason : thrown;
      if (error instanceof Error && error.name === 'AbortError') return { type: 'canceled' };
      return { type: 'failed', error: describeFailure(error, file) };
    } finally {
      clearTimeout(limit);
    }
  }

  async function readFilm(): Promise<FilmResult> {
    const runner = createLocalRunner({ signal: controller.signal });
    try {
      return await fingerprintFilm(file.path, options, {
        runner,
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
      runner.close();
    }
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
    cancel: () => controller.abort(),
    ended,
  };
}
