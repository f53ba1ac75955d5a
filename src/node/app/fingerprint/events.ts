import type { Column } from '../../../core/fingerprint/index.ts';
import type { SpanRunner } from '../workers/span-runner.ts';
import type { FilmIdentity } from './plan.ts';

/** Progress of a film. */
export type FingerprintEvent =
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  /**
   * A column is complete. `index` counts all sampled columns, including black ones that `trim`
   * leaves out later. Whether the film is black and white is known only when all columns are
   * complete: until then, swatches are not neutralised.
   */
  | { readonly type: 'column'; readonly index: number; readonly column: Column };

/** What fingerprinting a film needs besides the film and its options. */
export interface FingerprintContext {
  /** Runs the spans. The caller keeps ownership and closes it. */
  readonly runner: SpanRunner;
  readonly onEvent?: ((event: FingerprintEvent) => void) | undefined;
  /**
   * Number of instants to sample if the options do not give it.
   *
   * @default 3600
   */
  readonly defaultSamples?: number | undefined;
  /**
   * Identity and name of a film that is no file.
   *
   * @default those of the path
   */
  readonly identity?: FilmIdentity | undefined;
}
