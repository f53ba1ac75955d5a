import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { openFilmAccount } from '../reporters/summary.ts';
import { createFilmReader } from './film-reader.ts';
import type { Assignment } from './output-plan.ts';
import type { FilmOutcome } from './results.ts';
import { type FilmRunOptions, isOutcome, openDueFilms } from './stale-film.ts';

/**
 * Process films one at a time, each with all processes. While the outputs of a film are drawn here,
 * the processes read the next film. Films that fail do not stop the others.
 *
 * @returns the exit code; that of the first failure.
 */
export async function runFilms(
  assignments: readonly Assignment[],
  options: FilmRunOptions,
  terminal: Terminal,
  report: Reporter,
): Promise<number> {
  const films = await openDueFilms(options, terminal, report);
  const reader = await createFilmReader(options.film, options.jobs, terminal, report);
  const account = await openFilmAccount(terminal, report, options.outDir !== undefined);

  /** Read a film. Returns an action that makes its outputs, for when the films before are done. */
  async function read(assignment: Assignment): Promise<() => Promise<FilmOutcome>> {
    try {
      const due = await films.prepare(assignment, (error) => account.complain(assignment.input, error));
      if (isOutcome(due)) return async () => due;
      const fingerprint = await reader.read(due.source);
      return () => films.make(due, fingerprint);
    } catch (error) {
      return () => Promise.reject(error);
    }
  }

  async function conclude(input: string, make: () => Promise<FilmOutcome>): Promise<void> {
    const outcome = await account.attempt(input, make);
    if (outcome !== null) account.add(outcome);
  }

  let making = Promise.resolve();
  try {
    for (const assignment of assignments) {
      terminal.signal.throwIfAborted();
      const make = await read(assignment);
      // One film ahead, and results in the order of the films.
      await making;
      making = conclude(assignment.input, make);
      // Awaited above or below, when the next film has been read.
      making.catch(() => {});
    }
    await making;
    account.close();
  } finally {
    report.clear();
    reader.close();
  }
  return account.exitCode;
}
