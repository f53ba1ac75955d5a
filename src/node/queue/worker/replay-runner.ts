import { FilmError, type SoundReport, type SpanRunner } from '../../app/index.ts';
import type { Segment, SegmentResult } from '../jobs/stored-film.ts';

/** A stretch of a film, and what came of it; null where it was given up. */
export interface WorkedStretch {
  readonly stretch: Segment;
  readonly done: SegmentResult | null;
}

/**
 * A runner for spans that were worked off on other machines: it gives again what came of them. Whichever span it is asked for first stands for all, so it is
 * given one alone.
 */
export function createReplayRunner(worked: readonly WorkedStretch[]): SpanRunner {
  /** By the first instant. */
  const heard = new Map<number, SoundReport>();
  for (const { stretch, done } of worked) {
    for (const [i, { instants }] of stretch.sounds.entries()) {
      const report = done?.sounds[i];
      if (report !== undefined) heard.set(instants[0]!, report);
    }
  }
  const cannot = () => Promise.reject(new TypeError('a film that is joined is not looked at again'));
  return {
    concurrency: 1,
    survey: cannot,
    measureLetterbox: cannot,
    async run(_, onFrame) {
      let damagedPackets = 0;
      // Columns of which nothing comes are missing.
      for (const { done } of worked) {
        damagedPackets += done?.damagedPackets ?? 0;
        for (const frame of done?.frames ?? []) onFrame(frame);
      }
      return { damagedPackets };
    },
    async measureLoudness({ path, instants }) {
      const report = heard.get(instants[0]!);
      if (report === undefined) throw new FilmError('decode-failed', `${path}: this stretch was given up`);
      return report;
    },
    close() {},
  };
}
