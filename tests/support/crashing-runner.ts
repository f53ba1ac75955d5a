import { FilmError, type SpanRunner } from 'chromatheque/app';

/** Where the decoder dies, or all of the process that it works for. */
export interface Crash {
  /** How the film's path ends. */
  readonly film: string;
  /** Time wanted, in ticks, from and before. */
  readonly from: number;
  readonly to: number;
  /** Whether the whole worker dies rather than the decoder. */
  readonly isDeadly?: boolean;
}

/** A runner whose decoder dies at some frames of some film, again and again. */
export function createCrashingRunner(runner: SpanRunner, crash: Crash): SpanRunner {
  return {
    ...runner,
    run(task, onFrame) {
      const isFatal = task.span.runs.some(({ wanted }) => wanted.some((pts) => pts >= crash.from && pts < crash.to));
      if (!isFatal || !task.path.endsWith(crash.film)) return runner.run(task, onFrame);
      if (crash.isDeadly) process.kill(process.pid, 'SIGKILL');
      return Promise.reject(new FilmError('decode-failed', `${task.path}: the decoder failed`));
    },
  };
}
