import type { Comparison } from '../../../core/compare/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';

/** A message to the comparing worker. */
export interface CompareCommand {
  readonly id: number;
  readonly a: Fingerprint;
  readonly b: Fingerprint;
}

/** Two films, compared. */
export interface FilmComparison {
  readonly comparison: Comparison;
  /** What was found, in sentences. */
  readonly sentences: readonly string[];
  /** The moments that differ most, the worst first. */
  readonly worst: Comparison['moments'];
}

/** The answer of the comparing worker. */
export interface CompareAnswer {
  readonly id: number;
  readonly compared: FilmComparison | null;
  /** Why the films cannot be compared, as a sentence; null if they were. */
  readonly problem: string | null;
}
