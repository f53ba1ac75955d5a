import {
  checkFingerprintOptions,
  describeSpanTask,
  encodeThumbnail,
  type FingerprintOptions,
  type FrameColors,
  measureSoundSpan,
  runSpans,
  type SoundReport,
  type SpanRunner,
  soundClock,
} from '../../app/index.ts';
import type { Segment, SegmentResult, StoredPlan } from '../jobs/stored-film.ts';

/**
 * The result of a segment, and how many of its frames are missing because they crashed every
 * process.
 */
export interface SegmentRun {
  readonly result: SegmentResult;
  readonly lostFrames: number;
}

/**
 * Run the spans of a segment one after another, as a single process does without a queue.
 *
 * @param path of the film on this machine.
 * @throws any error but the {@link FilmError} of a span, which makes frames missing.
 */
export async function runSegment(
  path: string,
  { plan }: StoredPlan,
  { spans, sounds }: Segment,
  options: FingerprintOptions,
  runner: SpanRunner,
): Promise<SegmentRun> {
  const task = describeSpanTask(path, plan, checkFingerprintOptions(options));
  // Keyed by the wanted time: a span that is retried gives its first frames again, unchanged.
  const frames = new Map<number, FrameColors>();
  const { damagedPackets, lost } = await runSpans(spans, 1, (span) =>
    runner.run({ ...task, span }, (frame) => {
      frames.set(frame.wanted, frame);
    }),
  );
  const reports: SoundReport[] = [];
  const clock = soundClock(plan.info);
  for (const { instants } of sounds)
    reports.push(await measureSoundSpan({ path, video: plan.info.stream, ...clock, instants }, runner));
  const encoded = await Promise.all([...frames.values()].map(encodeFrame));
  return { result: { frames: encoded, damagedPackets, sounds: reports }, lostFrames: lost.length };
}

async function encodeFrame({ thumbnail, ...frame }: FrameColors): Promise<FrameColors> {
  if (thumbnail === undefined) return frame;
  return { ...frame, thumbnail: 'jpeg' in thumbnail ? thumbnail : await encodeThumbnail(thumbnail) };
}
