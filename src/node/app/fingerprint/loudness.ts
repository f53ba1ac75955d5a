import {
  createLoudnessCollector,
  FilmError,
  type FilmInfo,
  type LoudnessCollector,
  type SoundReport,
  soundClock,
} from '../../../core/frame/index.ts';
import type { ColumnCollector } from '../../../core/pipeline/index.ts';
import type { SoundTask, SpanRunner } from '../workers/span-runner.ts';

/** Measures the loudness of a film while its pictures are sampled. */
export interface FilmLoudness extends Pick<LoudnessCollector, 'info' | 'warnings'> {
  /**
   * Run the spans of sound up to a share of the film, 0 to 1, that no other call has started; all
   * of them at 1. Sound that cannot be read gives a warning and no error.
   */
  keepUp(share: number): Promise<void>;
}

/**
 * Measure one span of a film's sound. A film is sampled for its colours: if its sound cannot be
 * read, the report says why.
 *
 * A span that fails is tried once more: its process may have ended for another reason, such as a
 * frame that crashed the decoder before.
 */
export async function measureSoundSpan(
  task: SoundTask,
  runner: Pick<SpanRunner, 'measureLoudness'>,
  isSecond = false,
): Promise<SoundReport> {
  try {
    return await runner.measureLoudness(task);
  } catch (error) {
    if (!(error instanceof FilmError)) throw error;
    if (!isSecond) return measureSoundSpan(task, runner, true);
    const loudness = Array.from(task.instants, () => null);
    return { info: undefined, loudness, damagedPackets: 0, problem: error.message };
  }
}

/**
 * Plan to measure the loudness around each instant, and put it into the columns.
 *
 * @param times seconds on the film's own clock, one per column.
 */
export function createFilmLoudness(
  path: string,
  film: FilmInfo,
  times: Float64Array,
  runner: SpanRunner,
  columns: ColumnCollector,
): FilmLoudness {
  const clock = soundClock(film);
  const measure = (instants: Float64Array) =>
    measureSoundSpan({ path, video: film.stream, ...clock, instants }, runner);
  const collector = createLoudnessCollector(times, measure, ({ first, instants }, loudness) => {
    for (let i = 0; i < instants.length; i++) {
      columns.putSound(first + i, loudness === null ? {} : { sound: loudness[i]! });
    }
  });
  const { spans } = collector;
  let next = 0;
  return {
    async keepUp(share) {
      while (next < spans.length && next < share * spans.length) await collector.collect(spans[next++]!);
    },
    info: collector.info,
    warnings: collector.warnings,
  };
}
