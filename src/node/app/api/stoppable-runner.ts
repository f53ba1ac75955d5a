import type { SpanRunner } from '../workers/span-runner.ts';

/**
 * Stop one call on a runner that others share: what waits is rejected at once, and nothing new
 * starts. Spans that run in child processes run to their end, and their results are dropped.
 */
export function stopWithSignal(runner: SpanRunner, signal: AbortSignal | undefined): SpanRunner {
  if (signal === undefined) return runner;
  const guard = <Result>(work: () => Promise<Result>): Promise<Result> => {
    signal.throwIfAborted();
    return new Promise<Result>((resolve, reject) => {
      const stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      work()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  };
  return {
    concurrency: runner.concurrency,
    survey: async (path, reader) => guard(() => runner.survey(path, reader)),
    measureLetterbox: async (task) => guard(() => runner.measureLetterbox(task)),
    run: async (task, onFrame) =>
      guard(() =>
        runner.run(task, (frame) => {
          if (!signal.aborted) onFrame(frame);
        }),
      ),
    measureLoudness: async (task) => guard(() => runner.measureLoudness(task)),
    close: () => runner.close(),
  };
}
