import { formatCount } from '../../text/index.ts';
import { FilmError } from '../film-error.ts';
import type { Loudness } from './loudness.ts';
import { planSound, type SoundSpan } from './sound-plan.ts';
import type { SoundInfo, SoundSource } from './sound-source.ts';

/** How loud a span is. */
export interface SoundReport {
  /** What the sound is; null where the film has none, undefined where it could not be opened. */
  readonly info: SoundInfo | null | undefined;
  /** One an instant; null where there is no sound. */
  readonly loudness: readonly (Loudness | null)[];
  /** Packets that the decoder rejected. */
  readonly damagedPackets: number;
  /** Why nothing could be measured, or null. */
  readonly problem: string | null;
}

/**
 * Measure one span. A film is looked at for its colours: that it cannot be heard is no reason to fail, and is reported.
 *
 * @param open gives the film's sound.
 * @param close lets go of it, where it failed: what is opened next is opened anew.
 * @param instants seconds on the film's own clock, ascending.
 */
export async function measureSpan(
  open: () => Promise<SoundSource>,
  close: () => void,
  instants: Float64Array,
  isSecond: boolean = false,
): Promise<SoundReport> {
  let info: SoundReport['info'];
  try {
    const source = await open();
    info = source.info;
    const before = source.damagedPackets;
    const loudness = await source.measure(instants);
    return { info, loudness, damagedPackets: source.damagedPackets - before, problem: null };
  } catch (error) {
    close();
    if (!(error instanceof FilmError)) throw error;
    // A film whose pictures are read can be: on a network once may be chance.
    if (error.code === 'unreadable' && !isSecond) return measureSpan(open, close, instants, true);
    return { info, loudness: Array.from(instants, () => null), damagedPackets: 0, problem: error.message };
  }
}

/** The listening to one film: its spans, and what came of those that were listened to. */
export interface LoudnessCollector {
  readonly spans: readonly SoundSpan[];
  /** Have a span measured. */
  collect(span: SoundSpan): Promise<void>;
  /** What the sound is; null where the film has none, undefined where nobody could tell. */
  info(): SoundInfo | null | undefined;
  /** What could not be heard, as parts of sentences. */
  warnings(): string[];
}

/**
 * Plan to measure the loudness around each instant.
 *
 * @param times seconds on the film's own clock, one a column.
 * @param ask has instants measured, by whoever decodes.
 * @param put takes the loudness of one span, shape (n,), or null where the film has no sound.
 */
export function createLoudnessCollector(
  times: Float64Array,
  ask: (instants: Float64Array) => Promise<SoundReport>,
  put: (span: SoundSpan, loudness: SoundReport['loudness'] | null) => void,
): LoudnessCollector {
  const problems = new Set<string>();
  let info: SoundInfo | null | undefined;
  let unheard = 0;
  let damagedPackets = 0;
  return {
    spans: planSound(times),
    async collect(span) {
      // A film that was found to have no sound is not opened again and again to find that out.
      const report = info === null ? null : await ask(span.instants);
      if (report?.info !== undefined) info = report.info;
      if (report !== null && report.problem !== null) {
        problems.add(report.problem);
        unheard += span.instants.length;
      }
      damagedPackets += report?.damagedPackets ?? 0;
      put(span, report === null || report.info === null ? null : report.loudness);
    },
    info: () => info,
    warnings() {
      const [problem] = problems;
      if (problem !== undefined) {
        return [
          `the loudness of ${unheard} of ${formatCount(times.length, 'column')} could not be measured (${problem})`,
        ];
      }
      return damagedPackets > 0
        ? [formatCount(damagedPackets, 'damaged packet of sound', 'damaged packets of sound')]
        : [];
    },
  };
}
