import {
  createLoudnessCollector,
  FilmError,
  type FilmInfo,
  type LoudnessCollector,
  type SoundReport,
  soundClock,
} from '../../../core/frame/index.ts';
import type { SoundTask, SpanRunner } from '../workers/span-runner.ts';
import type { ColumnCollector } from './column-collector.ts';

/** Measures the loudness of a film beside its pictures. */
export interface FilmListening extends Pick<LoudnessCollector, 'info' | 'warnings'> {
  /**
   * Have the spans of sound worked off up to a share of the film, 0 to 1, that nobody has begun yet; all of them at 1. It never fails for the
   * film's sake: what cannot be heard is warned of.
   */
  keepUp(share: number): Promise<void>;
}

/** Have one span of a film's sound worked off. A film is looked at for its colours: no sound is reason enough to fail, the report says what hindered. */
export async function measureSoundSpan(
  task: SoundTask,
  runner: Pick<SpanRunner, 'measureLoudness'>,
): Promise<SoundReport> {
  try {
    return await runner.measureLoudness(task);
  } catch (error) {
    if (!(error instanceof FilmError)) throw error;
    const loudness = Array.from(task.instants, () => null);
    return { info: undefined, loudness, damagedPackets: 0, problem: error.message };
  }
}

/**
 * Plan to measure the loudness around each instant.
 *
 * @param times seconds on the film's own clock, one a column.
 */
export function listenToFilm(
  path: string,
  film: FilmInfo,
  times: Float64Array,
  runner: SpanRunner,
  board: ColumnCollector,
): FilmListening {
  const clock = soundClock(film);
  const ask = (instants: Float64Array) => measureSoundSpan({ path, video: film.stream, ...clock, instants }, runner);
  const listening = createLoudnessCollector(times, ask, ({ first, instants }, loudness) => {
    for (let i = 0; i < instants.length; i++)
      board.putSound(first + i, loudness === null ? {} : { sound: loudness[i]! });
  });
  const { spans } = listening;
  let next = 0;
  return {
    async keepUp(share) {
      while (next < spans.length && next < share * spans.length) await listening.collect(spans[next++]!);
    },
    info: listening.info,
    warnings: listening.warnings,
  };
}
