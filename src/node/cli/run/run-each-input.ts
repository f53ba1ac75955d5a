import type { FingerprintEvent, SpanRunner } from '../../app/internal.ts';
import { describeError, EXIT, exitCodeOf } from '../exit-code.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Callbacks for processing one input, which may be a film or a picture. */
export interface InputWork {
  /** Return the processes, which start on the first call. */
  readonly getRunner: () => SpanRunner;
  /** Call when the input is a film. */
  readonly onFilm: () => void;
  readonly onEvent: (event: FingerprintEvent) => void;
  /** Call when a part of the input failed. */
  readonly complain: (error: unknown) => void;
  /** Call when the input was read, with its warnings. */
  readonly conclude: (warnings: readonly string[]) => void;
}

/**
 * Process inputs one at a time. Inputs that fail do not stop the others.
 *
 * @returns the exit code; that of the first failure.
 */
export async function runInputs(
  inputs: readonly string[],
  { signal, createRunner }: Terminal,
  report: Reporter,
  make: (input: string, work: InputWork) => Promise<void>,
): Promise<number> {
  const app = await import('../../app/internal.ts');
  let runner: SpanRunner | undefined;
  const getRunner = () => {
    runner ??= (createRunner ?? app.createLocalRunner)({ signal });
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
