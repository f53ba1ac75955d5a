import { formatOutcomes } from '../run/results.ts';
import {
  estimateSecondsLeft,
  FilmProgress,
  formatFilms,
  formatSpeed,
  formatTimeLeft,
  type Reporter,
} from './reporter.ts';

/** Percentage points between two lines of a film. */
const STEP = 10;

/** Plain lines, for logs and pipes; with `isQuiet`, only warnings and errors. */
export function createPlainReporter(write: (text: string) => void, isQuiet: boolean): Reporter {
  let progress: FilmProgress | undefined;
  let begun = performance.now();
  let shown = 0;
  return {
    begin() {
      begun = performance.now();
      progress = undefined;
    },
    event(input, event) {
      if (isQuiet) return;
      if (event.type === 'surveyed') {
        progress = new FilmProgress(event.samples, event.seconds, begun);
        shown = 0;
        return;
      }
      if (progress === undefined) return;
      progress.addColumn();
      const percent = Math.floor(progress.share * 100);
      if (percent < shown + STEP || percent === 100) return;
      shown = percent - (percent % STEP);
      write(`${input}: ${shown} %, ${formatSpeed(progress.speed)}, ${formatTimeLeft(progress.secondsLeft)} left\n`);
    },
    warn: (input, message) => write(`${input}: warning: ${message}\n`),
    done(input) {
      if (progress !== undefined) write(`${input}: ${progress.summarize()}\n`);
      progress = undefined;
    },
    wrote() {},
    submission(progress) {
      const percent = Math.floor(progress.share * 100);
      if (isQuiet || percent < shown + STEP || percent >= 100) return;
      shown = percent - (percent % STEP);
      const left = formatTimeLeft(estimateSecondsLeft((performance.now() - begun) / 1000, progress.share));
      write(`${formatFilms(progress)}: ${shown} %, ${left} left\n`);
    },
    outcome() {},
    summarize: (outcomes) => void (isQuiet || write(formatOutcomes(outcomes))),
    fail: (message) => write(`chromatheque: ${message}\n`),
    clear() {},
  };
}
