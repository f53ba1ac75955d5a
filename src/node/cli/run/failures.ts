import { EXIT, exitCodeOf, formatFailureMessage } from '../exit-code.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** The rule for errors of every command with several inputs: one that fails does not stop the others. */
export interface Failures {
  /**
   * Take a step for an input. Its error is reported.
   *
   * @returns null if the step failed.
   * @throws the error if the command was interrupted.
   */
  attempt<T>(input: string, step: () => Promise<T>): Promise<T | null>;
  /** Report the error of an input. */
  fail(input: string, error: unknown): void;
  /** Report that a part of an input failed, such as one of its outputs. */
  complain(input: string, error: unknown): void;
  /** The exit code of the first failure; 0 without a failure. */
  readonly exitCode: number;
}

/** @param onFail called with each input that failed, and the reported line. */
export function createFailures(
  { signal }: Terminal,
  report: Reporter,
  onFail?: (input: string, message: string) => void,
): Failures {
  let exitCode: number = EXIT.ok;
  const complain = (input: string, error: unknown): string => {
    const code = exitCodeOf(error);
    const message = formatFailureMessage(input, error);
    report.fail(message, code, input);
    exitCode ||= code;
    return message;
  };
  const fail = (input: string, error: unknown) => {
    const message = complain(input, error);
    onFail?.(input, message);
  };
  return {
    async attempt(input, step) {
      try {
        signal.throwIfAborted();
        return await step();
      } catch (error) {
        if (signal.aborted) throw error;
        fail(input, error);
        return null;
      }
    },
    fail,
    complain,
    get exitCode() {
      return exitCode;
    },
  };
}
