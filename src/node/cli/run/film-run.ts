import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { openFilmAccount } from '../reporters/summary.ts';
import { createFilmReader } from './film-reader.ts';
import type { Assignment } from './output-plan.ts';
import { type FilmRunOptions, isOutcome, openDueFilms } from './stale-film.ts';

/**
 * Process films one at a time, each with all processes. Films that fail do not stop the others.
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
  const reader = createFilmReader(options.film, options.jobs, terminal, report);
  const account = await openFilmAccount(report, options.outDir !== undefined);
  try {
    for (const assignment of assignments) {
      try {
        const due = await films.prepare(assignment, (error) => account.complain(assignment.input, error));
        account.add(isOutcome(due) ? due : await films.make(due, await reader.read(due.source)));
      } catch (error) {
        if (terminal.signal.aborted) throw error;
        account.fail(assignment.input, error);
      }
    }
    account.close();
  } finally {
    report.clear();
    reader.close();
  }
  return account.exitCode;
}
