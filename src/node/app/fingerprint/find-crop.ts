import {
  type CropPlan,
  type LetterboxSample,
  type LetterboxSamplePlan,
  planOneCrop,
  searchCrop,
} from '../../../core/frame/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { joinSpans } from '../../film/index.ts';
import type { SpanRunner, Survey } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';
import type { CheckedFingerprintOptions } from './options.ts';

/**
 * Find which part of a film's pictures is sampled: the caller's crop, or what key frames of the
 * whole film show. It depends on the film alone: not on the sampled range or the number of
 * processes.
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
  if (crop === 'auto')
    return searchCrop(survey.info, survey.index, (plan) => measureSamples(path, survey, plan, runner));
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

/** Decode frames in all worker processes and measure their bars. */
async function measureSamples(
  path: string,
  { info, reader, backend }: Survey,
  plan: LetterboxSamplePlan,
  runner: SpanRunner,
): Promise<LetterboxSample[]> {
  const { width, height } = info;
  const samples: LetterboxSample[] = [];
  // Frames that cannot be decoded are left out.
  await runSpans(joinSpans(plan.spans, backend, info), runner.concurrency, async (span) => {
    for (const frame of await runner.measureLetterbox({ path, reader, span })) {
      // The size of pictures may change within a film; a crop is for one size only.
      const isSameSize = frame.width === width && frame.height === height;
      samples.push({ ticks: frame.wanted - plan.lead, bars: isSameSize ? frame.bars : null });
    }
    return { damagedPackets: 0 };
  });
  return samples.sort((a, b) => a.ticks - b.ticks);
}
