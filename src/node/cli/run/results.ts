import type { DueOutput } from '../../app/index.ts';

/** What came of a film among many. */
export interface FilmOutcome {
  readonly film: string;
  /** `made`: decoded; `drawn`: from its fingerprint, without decoding; `skipped`: all was up to date; `would make`, where nothing is done (--dry-run). */
  readonly state: 'made' | 'drawn' | 'skipped' | 'failed' | 'would make' | 'would draw';
  /** What was written, or would be. */
  readonly files: readonly string[];
  /** Why; of a failure, what is wrong. */
  readonly reason: string;
}

const STATES: readonly FilmOutcome['state'][] = ['made', 'drawn', 'would make', 'would draw', 'skipped', 'failed'];

/** Count films by what came of them: states that did not occur are left out. */
export function countOutcomes(outcomes: readonly FilmOutcome[]): Partial<Record<FilmOutcome['state'], number>> {
  const counts = STATES.map((state) => [state, outcomes.filter((outcome) => outcome.state === state).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Write what came of films as a table, a film a line, and a last line that counts them. Ends in a line break. */
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

/** "options changed"; where other outputs are up to date, or due for another reason, "png: options changed; csv: new". */
export function describeReasons(due: readonly Pick<DueOutput, 'format' | 'reason'>[], outputs: number): string {
  const reasons = [...new Set(due.map(({ reason }) => reason))];
  if (reasons.length === 1 && due.length === outputs) return reasons[0]!;
  const formatsOf = (reason: string) => due.filter((one) => one.reason === reason).map(({ format }) => format);
  return reasons.map((reason) => `${formatsOf(reason).join(', ')}: ${reason}`).join('; ');
}
