import type { DueOutput } from '../../app/internal.ts';

/** The result of one of several films. */
export interface FilmOutcome {
  readonly film: string;
  /**
   * `made`: decoded; `drawn`: drawn from the fingerprint, without decoding; `skipped`: up to date;
   * `would make`, `would draw`: the expected result of --dry-run.
   */
  readonly state: 'made' | 'drawn' | 'skipped' | 'failed' | 'would make' | 'would draw';
  /** The files that were written, or would be written. */
  readonly files: readonly string[];
  /** The reason for the state; for a failure, its error message. */
  readonly reason: string;
}

const STATES: readonly FilmOutcome['state'][] = ['made', 'drawn', 'would make', 'would draw', 'skipped', 'failed'];

/** Count films by state, without states that do not occur. */
export function countOutcomes(outcomes: readonly FilmOutcome[]): Partial<Record<FilmOutcome['state'], number>> {
  const counts = STATES.map((state) => [state, outcomes.filter((outcome) => outcome.state === state).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Format a table with one line per film, and a last line with the counts. Ends in a line break. */
export function formatOutcomes(outcomes: readonly FilmOutcome[]): string {
  const rows = outcomes.map(({ film, state, reason }) => [state, film, reason]);
  const widths = [0, 1].map((i) => Math.max(0, ...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const counts = Object.entries(countOutcomes(outcomes)).map(([state, count]) => `${count} ${state}`);
  return `${[...lines, counts.join(', ')].join('\n')}\n`;
}

/**
 * "options changed"; if other outputs are up to date or have another reason,
 * "png: options changed; csv: new".
 */
export function describeReasons(due: readonly Pick<DueOutput, 'format' | 'reason'>[], outputs: number): string {
  const reasons = [...new Set(due.map(({ reason }) => reason))];
  if (reasons.length === 1 && due.length === outputs) return reasons[0]!;
  const formatsOf = (reason: string) => due.filter((one) => one.reason === reason).map(({ format }) => format);
  return reasons.map((reason) => `${formatsOf(reason).join(', ')}: ${reason}`).join('; ');
}
