import type { FilmOptions, JobEvent } from '../../../core/protocol/index.ts';
import { type Column, createLocalRunner, type FilmResult, fingerprintFilm } from '../../app/index.ts';
import { describeFailure } from '../http/describe-failure.ts';
import { RequestError } from '../http/request-error.ts';
import { confirmShelfFile, type ShelfFile } from '../shelf/shelf-file.ts';

/** The reading of one film, from its beginning to its end. */
export interface Job {
  readonly id: string;
  /** What was found out before any column; null until then, and until the file was found to be still the one that was asked for. */
  readonly surveyed: Extract<JobEvent, { type: 'surveyed' }> | null;
  /** Columns with their places, in the order in which they came; only ever appended to. Empty as long as `surveyed` is null. */
  readonly columns: readonly (readonly [index: number, column: Column])[];
  /** How it ended; null while it runs. */
  readonly end: Extract<JobEvent, { type: 'done' | 'failed' | 'canceled' }> | null;
  /** Wait until something has changed, or until `signal` ends the waiting. Never rejected. */
  changed(signal: AbortSignal): Promise<void>;
  /** End it, and the processes that work for it. */
  cancel(): void;
  /** Resolved when it has ended. */
  readonly ended: Promise<void>;
}

/**
 * Begin to read a film.
 *
 * @param seconds that it may take.
 */
export function startJob(id: string, file: ShelfFile, options: FilmOptions, seconds: number): Job {
  const controller = new AbortController();
  const columns: (readonly [number, Column])[] = [];
  let surveyed: Job['surveyed'] = null;
  let isConfirmed = false;
  let end: Job['end'] = null;
  const waiting = new Set<() => void>();

  const tell = () => {
    for (const wake of [...waiting]) wake();
  };

  /** The file was opened by its name: nothing is told of it before it is known to be the one that may be read. */
  async function confirm(): Promise<void> {
    try {
      await confirmShelfFile(file);
      isConfirmed = true;
      tell();
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
            tell();
          }
        },
      });
    } finally {
      runner.close();
    }
  }

  const ended = work().then((how) => {
    end = how;
    tell();
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
