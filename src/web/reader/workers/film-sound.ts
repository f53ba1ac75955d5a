import { createLoudnessCollector, type LoudnessCollector, type SoundReport } from '../../../core/frame/index.ts';
import type { ColumnCollector, FilmSampling } from '../../../core/pipeline/index.ts';
import type { FilmEvent } from './messages.ts';
import type { StageRunner } from './stage-runner.ts';

/** Plan to measure the loudness of a film, and put it into its columns. */
export function createFilmSound(
  { info, times }: Pick<FilmSampling, 'info' | 'times'>,
  runner: StageRunner,
  columns: ColumnCollector,
  emit: (event: FilmEvent) => void,
): LoudnessCollector {
  const origin = (info.track.firstTicks * info.timeBase.num) / info.timeBase.den;
  const measure = (instants: Float64Array) =>
    info.parts === undefined ? runner.measureSound(origin, instants) : Promise.resolve(reportUnread(instants));
  return createLoudnessCollector(times, measure, ({ first }, loudness) => {
    if (loudness === null) return;
    for (const [i, sound] of loudness.entries()) columns.putSound(first + i, { sound });
    emit({ kind: 'sounds', first, sounds: loudness });
  });
}

/**
 * Report the sound of joined recordings as unread: their clocks start again, so that times do not
 * tell which recording a sound belongs to.
 */
const reportUnread = (instants: Float64Array): SoundReport => ({
  info: undefined,
  loudness: Array.from(instants, () => null),
  damagedPackets: 0,
  problem: 'the sound of joined recordings is not read in the browser',
});
