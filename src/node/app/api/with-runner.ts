import type { FrameSource } from '../../../core/frame/index.ts';
import type { FingerprintEvent } from '../fingerprint/events.ts';
import { createLocalRunner } from '../workers/local-runner.ts';
import { createSourceRunner } from '../workers/source-runner.ts';
import type { SpanRunner } from '../workers/span-runner.ts';
import type { CallOptions, CallProgress } from './call-options.ts';
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

/** Count the events of a film. */
export function followProgress(
  onProgress: ((progress: CallProgress) => void) | undefined,
): (event: FingerprintEvent) => void {
  let done = 0;
  let total = 0;
  return (event) => {
    if (event.type === 'surveyed') total = event.samples;
    else done++;
    onProgress?.({ done, total });
  };
}
