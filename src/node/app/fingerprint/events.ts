import type { Column, Fingerprint } from '../../../core/fingerprint/index.ts';
import type { SpanRunner } from '../workers/span-runner.ts';

/** What happens on the way, for whoever shows it. */
export type FingerprintEvent =
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  /**
   * `index` counts all columns that are sampled, those too that are left out for being black at the ends. A black-and-white film is known
   * for one when all columns are there: before that its swatches are as found.
   */
  | { readonly type: 'column'; readonly index: number; readonly column: Column };

/** How a film is worked off, and who is told. */
export interface FingerprintContext {
  /** Who works off the spans. Not closed. */
  readonly runner: SpanRunner;
  readonly onEvent?: ((event: FingerprintEvent) => void) | undefined;
  /** Instants where the options leave their number open: 3600 unless told otherwise. */
  readonly defaultSamples?: number | undefined;
}

/** What came of a film. */
export interface FilmResult {
  readonly fingerprint: Fingerprint;
  /** Sentences on what is not as it should be: a film cut off, frames that could not be decoded. */
  readonly warnings: readonly string[];
}
