import type { FingerprintEvent, SpanRunner } from '../../app/index.ts';
import { describeError, EXIT, exitCodeOf } from '../exit-code.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** What looks at one input, which may be a film or not, is given. */
export interface InputWork {
  /** The processes, which start when they are asked for first. */
  readonly getRunner: () => SpanRunner;
  /** To be told that the input is a film. */
  readonly onFilm: () => void;
  readonly onEvent: (event: FingerprintEvent) => void;
  /** To be told that part of it failed. */
  readonly complain: (error: unknown) => void;
  /** To be told that it was looked at, and what should be known. */
  readonly conclude: (warnings: readonly string[]) => void;
}

/**
 * Work off inputs one after another, past those that fail.
 *
 * @returns the exit code: of several failures the first one's.
 */
export async function runInputs(
  inputs: readonly string[],
  { signal }: Terminal,
  report: Reporter,
  make: (input: string, work: InputWork) => Promise<void>,
): Promise<number> {
  const app = await import('../../app/index.ts');
  let runner: SpanRunner | undefined;
  const getRunner = () => {
    runner ??= app.createLocalRunner({ signal });
    return runner;
  };
  let exitCode: number = EXIT.ok;
  const complain = (input: string, error: unknown) => {
    const code = exitCodeOf(error);
    report.fail(describeError(error), code, input);
    exitCode ||= code;
  };
  const workOn = (input: string): InputWork => {
    let isFilm = false;
    return {
      getRunner,
      onFilm: () => {
        isFilm = true;
        report.begin(input);
      },
      onEvent: (event) => report.event(input, event),
      complain: (error) => complain(input, error),
      conclude: (warnings) => {
        if (isFilm) report.done(input);
        for (const warning of warnings) report.warn(input, warning);
      },
    };
  };
  try {
    for (const input of inputs) {
      try {
        await make(input, workOn(input));
      } catch (error) {
        if (signal.aborted) throw error;
        complain(input, error);
      }
    }
  } finally {
    report.clear();
    runner?.close();
  }
  return exitCode;
}
