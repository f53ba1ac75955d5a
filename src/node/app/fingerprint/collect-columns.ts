import type { Span } from '../../../core/frame/index.ts';
import {
  type CollectedFilm,
  chooseThumbnailTimes,
  createColumnCollector,
  createShotCollector,
  createThumbnailCollector,
  type FrameColors,
} from '../../../core/pipeline/index.ts';
import type { SpanTask } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';
import type { FingerprintContext } from './events.ts';
import { createFilmLoudness } from './loudness.ts';
import type { CheckedFingerprintOptions } from './options.ts';
import { PICTURE_ENCODER } from './picture-encoder.ts';
import type { FilmPlan } from './plan.ts';

/** Describe how each span of a film runs. */
export function describeSpanTask(
  path: string,
  { info, reader, crop, answers, shots }: FilmPlan,
  { clusters, space, seed, mode, pictures }: CheckedFingerprintOptions,
): Omit<SpanTask, 'span'> {
  const { isMirrored, rotationDegrees, pixelAspect } = info;
  const shown = { isMirrored, rotationDegrees, pixelAspect };
  return {
    path,
    reader,
    clustering: { clusters, space, seed },
    crop,
    pictures: pictures ? { shown, thumbnails: chooseThumbnailTimes(answers, mode) } : null,
    shots: shots === null ? null : { columns: answers, keys: shots.keys },
  };
}

/** Run all spans of a film, of pictures and of sound, and collect its columns. */
export async function collectColumns(
  path: string,
  plan: FilmPlan,
  spans: readonly Span[],
  options: CheckedFingerprintOptions,
  { runner, onEvent }: Pick<FingerprintContext, 'runner' | 'onEvent'>,
): Promise<CollectedFilm> {
  const { info, times } = plan;
  const columns = createColumnCollector(plan, options.loudness, (index, column) =>
    onEvent?.({ type: 'column', index, column }),
  );
  const thumbnails = options.pictures ? createThumbnailCollector(times.length, options.mode, PICTURE_ENCODER) : null;
  const sound = options.loudness ? createFilmLoudness(path, info, times, runner, columns) : null;
  const shots = plan.shots && createShotCollector(info, plan.shots, options.pictures ? PICTURE_ENCODER : null);
  const putFrame = (frame: FrameColors) => {
    shots?.putFrame(frame);
    for (const column of columns.putFrame(frame)) thumbnails?.put(column, frame);
  };

  const task = describeSpanTask(path, plan, options);
  let started = 0;
  const framesDone = runSpans(spans, runner.concurrency, async (span) => {
    await sound?.keepUp(++started / spans.length);
    const report = await runner.run({ ...task, span }, putFrame);
    shots?.putSpans(report.shots ?? []);
    return report;
  });
  // Processes without a span of pictures measure loudness.
  const idle = Math.max(0, runner.concurrency - spans.length);
  const soundDone = Array.from({ length: idle }, () => sound?.keepUp(1));
  const [{ damagedPackets, lost }] = await Promise.all([framesDone, ...soundDone]);
  for (const wanted of lost) putFrame({ wanted, pts: Number.NaN, swatches: [] });
  return { columns: columns.columns(), damagedPackets, sound, pictures: thumbnails, shots };
}
