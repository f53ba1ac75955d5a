import type { FrameSource } from '../../../core/frame/index.ts';
import { createFrameSampler, type FrameSampler } from '../../../core/pipeline/index.ts';
import { measureSpanBars, runSpanOf, surveySource } from './film-tasks.ts';
import type { SpanRunner } from './span-runner.ts';

/**
 * Run the spans of an open film in this process, one at a time. Its sound is not measured.
 *
 * @param source stays open: the caller closes it.
 * @param signal stops the current span at its next frame.
 */
export function createSourceRunner(source: FrameSource, signal?: AbortSignal): SpanRunner {
  let sampler: FrameSampler | undefined;
  return {
    concurrency: 1,
    survey: (_, reader) => surveySource(source, reader),
    measureLetterbox: ({ span }) => measureSpanBars(source, span),
    run(task, onFrame) {
      sampler ??= createFrameSampler(task.clustering, task.pictures?.shown ?? null);
      return runSpanOf(source, task, sampler, (frame) => {
        signal?.throwIfAborted();
        onFrame(frame);
      });
    },
    measureLoudness: async ({ instants }) => ({
      info: null,
      loudness: Array.from(instants, () => null),
      damagedPackets: 0,
      problem: null,
    }),
    close() {},
  };
}
