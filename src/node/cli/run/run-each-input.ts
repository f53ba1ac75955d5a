import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { createFailures } from './failures.ts';
import type { FilmReader } from './film-reader.ts';

/**
 * Process inputs one at a time. Inputs that fail do not stop the others.
 *
 * @param reader closed at the end.
 * @param make processes an input; it calls `complain` if one of its outputs failed.
 * @returns the exit code; that of the first failure.
 */
export async function runInputs(
  inputs: readonly string[],
  reader: FilmReader,
  terminal: Terminal,
  report: Reporter,
  make: (input: string, complain: (error: unknown) => void) => Promise<void>,
): Promise<number> {
  const failures = createFailures(terminal, report);
  try {
    for (const input of inputs) {
      await failures.attempt(input, () => make(input, (error) => failures.complain(input, error)));
    }
  } finally {
    report.clear();
    reader.close();
  }
  return failures.exitCode;
}
