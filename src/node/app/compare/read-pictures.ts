import { planDecode, planOneCrop, type SmallPicture, toTicks } from '../../../core/frame/index.ts';
import type { FrameColors } from '../../../core/pipeline/index.ts';
import { joinSpans } from '../../film/index.ts';
import { checkFingerprintOptions, type FingerprintOptions } from '../fingerprint/options.ts';
import type { SpanRunner } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';

/** Only the pictures are wanted: the fewest clusters cost least. */
const CLUSTERING = { clusters: 1, space: 'oklab', seed: 0 } as const;

/**
 * Read the frames that a film shows at some times, as small pictures: upright, with square pixels,
 * whole.
 *
 * @param times seconds on the film's own clock, in any order.
 * @param options how the film is read; its other options do not matter.
 * @returns shape of `times`; null for a frame that cannot be decoded.
 * @throws {FilmError} for a film that cannot be read.
 */
export async function readPictures(
  path: string,
  times: readonly number[],
  options: FingerprintOptions,
  runner: SpanRunner,
): Promise<(SmallPicture | null)[]> {
  const { info, index, reader, backend } = await runner.survey(path, checkFingerprintOptions(options).reader);
  const { width, height, track, timeBase, isMirrored, rotationDegrees, pixelAspect } = info;
  const order = times.map((_, i) => i).sort((one, other) => times[one]! - times[other]!);
  const sorted = Float64Array.from(order, (i) => times[i]!);
  const { spans, answers } = planDecode(index, track.isTimed, toTicks(sorted, track.firstTicks, timeBase));
  const joined = joinSpans(spans, backend, info);
  const task = {
    path,
    reader,
    clustering: CLUSTERING,
    crop: planOneCrop(width, height, track.firstTicks),
    pictures: { shown: { isMirrored, rotationDegrees, pixelAspect }, thumbnails: answers },
    shots: null,
  };
  const pictures = new Map<number, SmallPicture>();
  const keep = ({ wanted, thumbnail }: FrameColors): void => {
    if (thumbnail !== undefined && 'data' in thumbnail) pictures.set(wanted, thumbnail);
  };
  await runSpans(joined, runner.concurrency, (span) => runner.run({ ...task, span }, keep));
  const read = new Array<SmallPicture | null>(times.length).fill(null);
  for (const [place, i] of order.entries()) read[i] = pictures.get(answers[place]!) ?? null;
  return read;
}
