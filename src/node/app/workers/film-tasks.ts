import { type FrameSource, measureLetterbox, type Span } from '../../../core/frame/index.ts';
import { type FrameColors, type FrameSampler, type SpanReport, sampleSpan } from '../../../core/pipeline/index.ts';
import type { ReaderOptions } from '../../film/index.ts';
import type { FrameLetterbox, SpanTask, Survey } from './span-runner.ts';

/** Survey an open film. The survey's reader is the one that was chosen for what was asked. */
export async function surveySource(source: FrameSource, asked: ReaderOptions): Promise<Survey> {
  const seen = await source.survey();
  const { backend, warnings } = source;
  const reader = {
    ...asked,
    backend: backend.name as ReaderOptions['backend'],
    hwaccel: backend.hwaccel ?? null,
    stream: seen.info.stream,
  };
  return { ...seen, backend, reader, warnings };
}

/** Measure the bars of all frames of a span of an open film. */
export async function measureSpanBars(source: FrameSource, span: Span): Promise<FrameLetterbox[]> {
  const bars: FrameLetterbox[] = [];
  for await (const { wanted, picture } of source.frames(span)) {
    const { width, height } = picture ?? { width: 0, height: 0 };
    bars.push({ wanted, width, height, bars: picture === null ? null : measureLetterbox(picture) });
  }
  return bars;
}

/** Run one span of an open film. */
export function runSpanOf(
  source: FrameSource,
  { span, crop, shots, pictures }: SpanTask,
  sampler: FrameSampler,
  onFrame: (frame: FrameColors) => void,
): Promise<SpanReport> {
  return sampleSpan(source, { span, crop, shots, thumbnails: pictures?.thumbnails ?? [] }, sampler, onFrame);
}
