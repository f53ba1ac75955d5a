import { FilmError, type SpanRunner } from '#node/app/internal';

/** A failure that repeats at some frames of a film. */
export interface Crash {
  /**
   * What crashes: the decoder, its worker process, or neither. Then an unexpected error is thrown.
   */
  readonly kind: 'decoder' | 'worker' | 'defect';
  /** End of the film's path. */
  readonly film: string;
  /** Wanted times in ticks: `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * Create a runner with such failures.
 *
 * @param killDecoder kills the decoder processes; without it spans fail as after a crash.
 */
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
      // The decoder is killed before it reads the span.
      const running = runner.run(task, () => {});
      killDecoder();
      return running;
    },
  };
}
