import { countOutcomes } from '../run/results.ts';
import { FilmProgress, type Reporter } from './reporter.ts';

/** Minimum milliseconds between two progress lines of a film. */
const INTERVAL = 100;

/**
 * One JSON object per line, for programs. `event` is start, progress, submission, warning, done,
 * written, outcome, summary or error.
 */
export function createJsonReporter(write: (line: string) => void): Reporter {
  let progress: FilmProgress | undefined;
  let begun = 0;
  let last = 0;
  const say = (fields: Record<string, unknown>) => write(`${JSON.stringify(fields)}\n`);
  const round = (value: number) => (Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null);
  return {
    begin() {
      begun = performance.now();
    },
    event(film, event) {
      if (event.type === 'surveyed') {
        progress = new FilmProgress(event.samples, event.seconds, begun);
        say({ event: 'start', film, title: event.title, samples: event.samples, seconds: round(event.seconds) });
        return;
      }
      if (progress === undefined) return;
      progress.addColumn();
      const now = performance.now();
      if (now - last < INTERVAL) return;
      last = now;
      const { columns, samples, speed, secondsLeft } = progress;
      say({ event: 'progress', film, columns, samples, speed: round(speed), secondsLeft: round(secondsLeft) });
    },
    warn: (film, message) => say({ event: 'warning', film, message }),
    done(film) {
      if (progress === undefined) return;
      const { columns, elapsedSeconds, speed } = progress;
      say({ event: 'done', film, columns, elapsedSeconds: round(elapsedSeconds), speed: round(speed) });
      progress = undefined;
    },
    wrote: (film, file) => say({ event: 'written', film, file }),
    submission(progress) {
      const now = performance.now();
      if (now - last < INTERVAL && progress.share < 1) return;
      last = now;
      say({ event: 'submission', ...progress, share: round(progress.share) });
    },
    outcome: ({ film, state, files, reason }) => say({ event: 'outcome', film, state, files, reason }),
    summarize: (outcomes) => say({ event: 'summary', ...countOutcomes(outcomes) }),
    fail: (message, exitCode, film) => say({ event: 'error', ...(film !== undefined && { film }), message, exitCode }),
    clear() {},
  };
}
