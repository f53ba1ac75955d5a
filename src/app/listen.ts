import { FilmError, type FilmInfo, planSound, type SoundInfo, type SoundSpan } from '../frame/index.ts';
import type { ColumnBoard } from './column-board.ts';
import type { SoundReport, SpanRunner } from './span-runner.ts';

/** Measures the loudness of a film beside its pictures. */
export interface Listening {
  /**
   * Have the spans of sound worked off up to a share of the film, 0 to 1, that nobody has begun yet; all of them at 1. It never fails for the
   * film's sake: what cannot be heard is warned of.
   */
  keepUp(share: number): Promise<void>;
  /** What the sound is; null where the film has none, undefined where nobody could tell. */
  info(): SoundInfo | null | undefined;
  warnings(): string[];
}

/** When a film's first frame is shown, seconds as its container counts. */
export const soundOrigin = ({ track, timeBase }: FilmInfo): number => (track.firstTicks * timeBase.num) / timeBase.den;

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
  board: ColumnBoard,
): Listening {
  const origin = soundOrigin(film);
  const problems = new Set<string>();
  const spans = planSound(times);
  let next = 0;
  let info: SoundInfo | null | undefined;
  let unheard = 0;
  let damagedPackets = 0;

  async function listen({ first, instants }: SoundSpan): Promise<void> {
    const report = await ask(instants);
    if (report.info !== undefined) info = report.info;
    if (report.problem !== null) {
      problems.add(report.problem);
      unheard += instants.length;
    }
    damagedPackets += report.damagedPackets;
    for (const [i, sound] of report.loudness.entries()) {
      board.putHearing(first + i, report.info === null ? {} : { sound });
    }
  }

  async function ask(instants: Float64Array): Promise<SoundReport> {
    const loudness = Array.from(instants, () => null);
    // A film that was found to have no sound is not opened again and again to find that out.
    if (info === null) return { info, loudness, damagedPackets: 0, problem: null };
    try {
      return await runner.listen({ path, origin, instants });
    } catch (error) {
      // A film is looked at for its colours: no sound is reason enough to fail.
      if (!(error instanceof FilmError)) throw error;
      return { info: undefined, loudness, damagedPackets: 0, problem: error.message };
    }
  }

  return {
    async keepUp(share) {
      while (next < spans.length && next < share * spans.length) await listen(spans[next++]!);
    },
    info: () => info,
    warnings() {
      const [problem] = problems;
      if (problem !== undefined) {
        return [`the loudness of ${unheard} of ${times.length} columns could not be measured (${problem})`];
      }
      return damagedPackets > 0 ? [`${damagedPackets} damaged packets of sound`] : [];
    },
  };
}
