import { FilmError, type SoundReport, type SpanRunner } from '../../app/internal.ts';
import type { Segment, SegmentResult } from '../jobs/stored-film.ts';

/** A segment with its result; null if it failed for good. */
export interface FinishedSegment {
  readonly segment: Segment;
  readonly result: SegmentResult | null;
}

/**
 * Create a runner that replays the results of other machines. It replays all frames at the first
 * span, so the caller passes one span only.
 */
export function createReplayRunner(segments: readonly FinishedSegment[]): SpanRunner {
  /** By the first instant of the sound span. */
  const reports = new Map<number, SoundReport>();
  for (const { segment, result } of segments) {
    for (const [i, { instants }] of segment.sounds.entries()) {
      const report = result?.sounds[i];
      if (report !== undefined) reports.set(instants[0]!, report);
    }
  }
  const reject = () => Promise.reject(new TypeError('a replayed film cannot be read again'));
  return {
    concurrency: 1,
    survey: reject,
    measureLetterbox: reject,
    async run(_, onFrame) {
      let damagedPackets = 0;
      // Columns without a frame are missing.
      for (const { result } of segments) {
        damagedPackets += result?.damagedPackets ?? 0;
        for (const frame of result?.frames ?? []) onFrame(frame);
      }
      return { damagedPackets, shots: segments.flatMap(({ result }) => result?.shots ?? []) };
    },
    async measureLoudness({ path, instants }) {
      const report = reports.get(instants[0]!);
      if (report === undefined) throw new FilmError('decode-failed', `${path}: this segment failed`);
      return report;
    },
    close() {},
  };
}
