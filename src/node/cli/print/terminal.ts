import type { LocalRunnerOptions, SpanRunner } from '../../app/internal.ts';

/** Where a command prints, what stops it, and what reads its films. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  /** Starts the processes that read films; the default is those of this machine. */
  readonly createRunner?: ((options: LocalRunnerOptions) => SpanRunner) | undefined;
}
