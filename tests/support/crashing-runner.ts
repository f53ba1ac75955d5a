import { FilmError, type SpanRunner } from 'chromatheque/app';

/** Where something dies at some frames of a film, again and again. */
export interface Crash {
  /** The decoder, all of the process that it works for, or neither: an error that nobody foresaw. */
  readonly kind: 'decoder' | 'worker' | 'defect';
  /** How the film's path ends. */
  readonly film: string;
  /** Time wanted, in ticks, from and before. */
  readonly from: number;
  readonly to: number;
}

/** A runner at which that happens. @param killDecoder ends the processes that decode; without it spans fail as if they had ended. */
export function createCrashingRunner(
  runner: SpanRunner,
  crashes: readonly Crash[],
  killDecoder?: () => void,
): SpanRunner {
  return {
    ...runner,
    run(task, onFrame) {
      const times = task.span.runs.flatMap(({ wanted }) => [...wanted]);
      const crash = crashes.find(
        ({ film, from, to }) => task.path.endsWith(film) && times.some((pts) => pts >= from && pts < to),
      );
      if (crash === undefined) return runner.run(task, onFrame);
      if (crash.kind === 'worker') process.kill(process.pid, 'SIGKILL');
      if (crash.kind === 'defect') return Promise.reject(new Error('a defect'));
      if (killDecoder === undefined) return Promise.reject(new FilmError('decode-failed', 'crashed'));
      // Whoever is about to read the span is gone before it does.
      const running = runner.run(task, () => {});
      killDecoder();
      return running;
    },
  };
}
