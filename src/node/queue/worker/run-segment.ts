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

/** What came of a stretch, and how many frames of it were given up because every process died at them. */
export interface WorkedOff {
  readonly done: SegmentResult;
  readonly lost: number;
}

/**
 * Work off a stretch of a film, span after span, as one process of one machine would.
 *
 * @param path of the film on this machine.
 * @throws what is no {@link FilmError} of a span: that one is the span's loss.
 */
export async function workOffStretch(
  path: string,
  { plan }: StoredPlan,
  { spans, sounds }: Segment,
  options: FingerprintOptions,
  runner: SpanRunner,
): Promise<WorkedOff> {
  const task = describeSpanTask(path, plan, checkFingerprintOptions(options));
  // By the time wanted: a span that is tried again gives its first frames again, and the same.
  const frames = new Map<number, FrameColors>();
  const { damagedPackets, lost } = await runSpans(spans, 1, (span) =>
    runner.run({ ...task, span }, (frame) => {
      frames.set(frame.wanted, frame);
    }),
  );
  const heard: SoundReport[] = [];
  const clock = soundClock(plan.info);
  for (const { instants } of sounds)
    heard.push(await measureSoundSpan({ path, video: plan.info.stream, ...clock, instants }, runner));
  const packed = await Promise.all([...frames.values()].map(encodeFrame));
  return { done: { frames: packed, damagedPackets, sounds: heard }, lost: lost.length };
}

async function encodeFrame({ thumbnail, ...frame }: FrameColors): Promise<FrameColors> {
  if (thumbnail === undefined) return frame;
  return { ...frame, thumbnail: 'jpeg' in thumbnail ? thumbnail : await encodeThumbnail(thumbnail) };
}
