import type { Terminal } from '../print/terminal.ts';
import { createFailures, type Failures } from '../run/failures.ts';
import type { FilmOutcome } from '../run/results.ts';
import type { Reporter } from './reporter.ts';

/** Collects and reports the results of films. A film that fails has its error as its result. */
export interface FilmAccount extends Failures {
  add(outcome: FilmOutcome): void;
  /** Report the summary of all films. */
  close(): void;
}

/** @param isReported whether to report outcomes, which is useful with several films. */
export async function openFilmAccount(terminal: Terminal, report: Reporter, isReported: boolean): Promise<FilmAccount> {
  const { showAddresses } = await import('../../app/internal.ts');
  const outcomes: FilmOutcome[] = [];
  const add = (outcome: FilmOutcome) => {
    if (!isReported) return;
    outcomes.push(outcome);
    report.outcome(outcome);
  };
  const failures = createFailures(terminal, report, (input, message) => {
    add({ film: input, state: 'failed', files: [], reason: message.replace(`${showAddresses(input)}: `, '') });
  });
  return {
    attempt: failures.attempt,
    fail: failures.fail,
    complain: failures.complain,
    get exitCode() {
      return failures.exitCode;
    },
    add,
    close() {
      if (isReported) report.summarize(outcomes);
    },
  };
}
