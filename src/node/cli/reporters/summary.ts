import { EXIT, exitCodeOf, formatFailureMessage } from '../exit-code.ts';
import type { FilmOutcome } from '../run/results.ts';
import type { Reporter } from './reporter.ts';

/** Keeps account of what comes of films, and tells. */
export interface FilmAccount {
  add(outcome: FilmOutcome): void;
  /** A film failed: tell why. */
  fail(input: string, error: unknown): void;
  /** Part of a film failed: report why. The result of the film is reported separately. */
  complain(input: string, error: unknown): void;
  /** Tell what came of all of them. */
  close(): void;
  /** Of several failures the first one's. */
  readonly exitCode: number;
}

/** Open an account. @param isTold whether outcomes are: of many films. */
export async function openFilmAccount(report: Reporter, isTold: boolean): Promise<FilmAccount> {
  const { showAddresses } = await import('../../app/index.ts');
  const outcomes: FilmOutcome[] = [];
  let exitCode: number = EXIT.ok;
  const add = (outcome: FilmOutcome) => {
    if (!isTold) return;
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
      if (isTold) report.summarize(outcomes);
    },
    get exitCode() {
      return exitCode;
    },
  };
}
