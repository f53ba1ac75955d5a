import {
  type CropPlan,
  type LetterboxSample,
  type LetterboxSamplePlan,
  planOneCrop,
  searchCrop,
} from '../../../core/frame/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import type { SpanRunner, Survey } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';
import type { CheckedFingerprintOptions } from './options.ts';

/**
 * Find out which part of a film is sampled: what the caller says, or what a look at key frames of the whole film tells.
 *
 * It hangs on the film alone, not on the stretch that is sampled nor on the number of processes.
 *
 * @throws {OptionError} for a crop that is not inside the film's pictures.
 * @throws {FilmError}
 */
export async function findCrop(
  path: string,
  survey: Survey,
  { crop }: Pick<CheckedFingerprintOptions, 'crop'>,
  runner: SpanRunner,
): Promise<CropPlan> {
  const { width, height, track } = survey.info;
  if (crop === 'none') return planOneCrop(width, height, track.firstTicks);
  if (crop === 'auto') return searchCrop(survey.info, survey.index, (plan) => lookAt(path, survey, plan, runner));
  if (crop.x + crop.width > width || crop.y + crop.height > height) {
    const { x, y } = crop;
    throw new OptionError(
      'wrong-value',
      'crop',
      `expected a part of the film's ${width}x${height} pixels, got ${crop.width}:${crop.height}:${x}:${y}`,
    );
  }
  const { x, y } = crop;
  return planOneCrop(width, height, track.firstTicks, { x, y, width: crop.width, height: crop.height });
}

/** Have frames decoded and measured, on all processes. */
async function lookAt(
  path: string,
  { info, reader }: Survey,
  plan: LetterboxSamplePlan,
  runner: SpanRunner,
): Promise<LetterboxSample[]> {
  const { width, height } = info;
  const looks: LetterboxSample[] = [];
  // What cannot be decoded tells nothing: its looks are missing, and no more.
  await runSpans(plan.spans, runner.concurrency, async (span) => {
    for (const frame of await runner.measureLetterbox({ path, reader, span })) {
      // A film may change its size of picture: the crop speaks of one size alone.
      const isSameSize = frame.width === width && frame.height === height;
      looks.push({ ticks: frame.wanted - plan.lead, bars: isSameSize ? frame.bars : null });
    }
    return { damagedPackets: 0 };
  });
  return looks.sort((a, b) => a.ticks - b.ticks);
}
