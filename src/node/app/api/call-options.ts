import { OptionError, type OptionTable } from '../../../core/options/index.ts';
import { nearestName } from '../../../core/text/index.ts';

/** How far a call has come. */
export interface CallProgress {
  /** Sampled instants whose colours are known. */
  readonly done: number;
  /** Instants to sample. */
  readonly total: number;
}

/**
 * Runs the work of calls in child processes. Create one with `createRunner` to share its processes
 * among calls.
 */
export interface Runner {
  /** How many processes run at once. */
  readonly concurrency: number;
  /** End the processes at once. Unfinished calls are rejected. */
  close(): void;
}

/** What every call that reads films takes besides its own options. */
export interface CallOptions {
  /**
   * Runs the call. The caller keeps ownership and closes it.
   *
   * @default processes of this call, one per core, that end with it
   */
  readonly runner?: Runner | undefined;
  /** Stops the call, which is then rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called once when the film is surveyed, and then for each sampled instant. */
  readonly onProgress?: ((progress: CallProgress) => void) | undefined;
  /**
   * Called for each sentence about what a user should know: frames that could not be decoded,
   * colours that may be wrong, a title that cannot be drawn.
   *
   * @default `process.emitWarning`
   */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

const CALL_OPTIONS = ['runner', 'signal', 'onProgress', 'onWarning'];

/**
 * Check that every option is known: JavaScript has no compiler that finds a mistyped name.
 *
 * @throws {OptionError} `unknown`.
 */
export function checkNames(options: object, table: OptionTable): void {
  const known = [...Object.keys(table), ...CALL_OPTIONS];
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    throw new OptionError('unknown', name, `there is no option of this name${hint}`);
  }
}

/** Report warnings to the caller, or as warnings of the process. */
export function reportWarnings({ onWarning }: CallOptions, warnings: readonly string[]): void {
  const report = onWarning ?? ((text: string) => process.emitWarning(text, 'ChromathequeWarning'));
  for (const warning of warnings) report(warning);
}
