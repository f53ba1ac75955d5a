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
  type SpanShots,
  soundClock,
} from '../../app/internal.ts';
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
  const shots: SpanShots[] = [];
  const { damagedPackets, lost } = await runSpans(spans, 1, async (span) => {
    const report = await runner.run({ ...task, span }, (frame) => {
      frames.set(frame.wanted, frame);
    });
    shots.push(...(report.shots ?? []));
    return report;
  });
  const reports: SoundReport[] = [];
  const clock = soundClock(plan.info);
  for (const { instants } of sounds)
    reports.push(await measureSoundSpan({ path, video: plan.info.stream, ...clock, instants }, runner));
  const encoded = await Promise.all([...frames.values()].map(encodeFrame));
  const encodedShots = await Promise.all(shots.map(encodeCandidates));
  const result = { frames: encoded, damagedPackets, shots: encodedShots, sounds: reports };
  return { result, lostFrames: lost.length };
}

async function encodeFrame({ thumbnail, ...frame }: FrameColors): Promise<FrameColors> {
  if (thumbnail === undefined) return frame;
  return { ...frame, thumbnail: await encodePicture(thumbnail) };
}

async function encodeCandidates({ signal, candidates }: SpanShots): Promise<SpanShots> {
  const encoded = candidates.map(async ({ wanted, thumbnail }) => ({
    wanted,
    thumbnail: await encodePicture(thumbnail),
  }));
  return { signal, candidates: await Promise.all(encoded) };
}

const encodePicture = async (picture: NonNullable<FrameColors['thumbnail']>) =>
  'jpeg' in picture ? picture : encodeThumbnail(picture);
