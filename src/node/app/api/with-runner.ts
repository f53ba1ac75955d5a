import type { Column } from '../../../core/fingerprint/index.ts';
import type { FrameSource } from '../../../core/frame/index.ts';
import type { FingerprintEvent } from '../fingerprint/events.ts';
import { createLocalRunner } from '../workers/local-runner.ts';
import { createSourceRunner } from '../workers/source-runner.ts';
import type { SpanRunner } from '../workers/span-runner.ts';
import type { CallOptions } from './call-options.ts';
import { stopWithSignal } from './stoppable-runner.ts';

/**
 * Run a call on the caller's runner, or on one of its own that ends with it.
 *
 * @param source a film that is read in this process; null for the processes of a runner.
 * @param run takes what creates the runner: processes start only if they are needed.
 */
export async function withRunner<Result>(
  { runner, signal }: Pick<CallOptions, 'runner' | 'signal'>,
  source: FrameSource | null,
  run: (getRunner: () => SpanRunner) => Promise<Result>,
): Promise<Result> {
  if (source !== null) return run(() => createSourceRunner(source, signal));
  // Every runner of this package runs spans: `Runner` is what a caller sees of it.
  if (runner !== undefined) return run(() => stopWithSignal(runner as SpanRunner, signal));
  let own: SpanRunner | undefined;
  try {
    return await run(() => {
      own ??= createLocalRunner({ signal });
      return own;
    });
  } finally {
    own?.close();
  }
}

/** A call whose callbacks may throw. */
export interface OpenCall {
  /** Aborted by the caller's signal, and by an error of a callback. */
  readonly signal: AbortSignal;
  /** Counts the events of a film, and passes its columns on. */
  readonly onEvent: (event: FingerprintEvent) => void;
}

/**
 * Begin a call. Callbacks run while messages of other processes are handled, where no caller could
 * catch their errors: an error ends the call, which is rejected with it.
 */
export function openCall(
  { signal, onProgress }: Pick<CallOptions, 'signal' | 'onProgress'>,
  onColumn?: (index: number, column: Column) => void,
): OpenCall {
  const stop = new AbortController();
  let done = 0;
  let total = 0;
  return {
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    onEvent(event) {
      if (event.type === 'surveyed') total = event.samples;
      else done++;
      try {
        onProgress?.({ done, total });
        if (event.type === 'column') onColumn?.(event.index, event.column);
      } catch (error) {
        stop.abort(error);
      }
    },
  };
}
