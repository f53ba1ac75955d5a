import { EXIT, exitCodeOf, formatFailureMessage } from '../exit-code.ts';
import type { FilmOutcome } from '../run/results.ts';
import type { Reporter } from './reporter.ts';

/** Collects and reports the results of films. */
export interface FilmAccount {
  add(outcome: FilmOutcome): void;
  /** A film failed: report the error as its result. */
  fail(input: string, error: unknown): void;
  /** Part of a film failed: report why. The result of the film is reported separately. */
  complain(input: string, error: unknown): void;
  /** Report the summary of all films. */
  close(): void;
  /** The exit code of the first failure; 0 without a failure. */
  readonly exitCode: number;
}

/** @param isReported whether to report outcomes, which is useful with several films. */
export async function openFilmAccount(report: Reporter, isReported: boolean): Promise<FilmAccount> {
  const { showAddresses } = await import('../../app/internal.ts');
  const outcomes: FilmOutcome[] = [];
  let exitCode: number = EXIT.ok;
  const add = (outcome: FilmOutcome) => {
    if (!isReported) return;
    outcomes.push(outcome);
    report.outcome(outcome);
  };
  const complain = (input: string, error: unknown): string => {
    const code = exitCodeOf(error);
    const message = formatFailureMessage(input, error);
    report.fail(message, code, input);
    exitCode ||= code;
    return message;
  };
  return {
    add,
    complain,
    fail(input, error) {
      const message = complain(input, error);
      add({ film: input, state: 'failed', files: [], reason: message.replace(`${showAddresses(input)}: `, '') });
    },
    close() {
      if (isReported) report.summarize(outcomes);
    },
    get exitCode() {
      return exitCode;
    },
  };
}
