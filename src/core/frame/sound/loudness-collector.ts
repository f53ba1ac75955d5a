import { formatCount } from '../../text/index.ts';
import { FilmError } from '../film-error.ts';
import type { Loudness } from './loudness.ts';
import { planSound, type SoundSpan } from './sound-plan.ts';
import type { SoundInfo, SoundSource } from './sound-source.ts';

/** The loudness of one span. */
export interface SoundReport {
  /** The sound track; null if the film has none, undefined if it could not be opened. */
  readonly info: SoundInfo | null | undefined;
  /** One per instant; null if there is no sound. */
  readonly loudness: readonly (Loudness | null)[];
  /** Packets that the decoder rejected. */
  readonly damagedPackets: number;
  /** Why the span could not be measured; null if it was. */
  readonly problem: string | null;
}

/**
 * Measure one span. Sound that cannot be read does not fail the film: it is reported in `problem`.
 *
 * @param open opens the film's sound.
 * @param close closes it after a failure, so that the next `open` opens it again.
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
    // The pictures of this film are readable, so try once more: the network may have failed.
    if (error.code === 'unreadable' && !isSecond) return measureSpan(open, close, instants, true);
    return { info, loudness: Array.from(instants, () => null), damagedPackets: 0, problem: error.message };
  }
}

/** Collects the loudness of one film, span by span. */
export interface LoudnessCollector {
  readonly spans: readonly SoundSpan[];
  /** Measure a span. */
  collect(span: SoundSpan): Promise<void>;
  /** The sound track; null if the film has none, undefined if no span could be opened. */
  info(): SoundInfo | null | undefined;
  /** Warnings about what could not be measured, as sentences without a period. */
  warnings(): string[];
}

/**
 * Plan to measure the loudness around each instant.
 *
 * @param times seconds on the film's own clock, one per column.
 * @param measure measures the loudness at instants.
 * @param store receives the loudness of one span, shape (n,); null if the film has no sound.
 */
export function createLoudnessCollector(
  times: Float64Array,
  measure: (instants: Float64Array) => Promise<SoundReport>,
  store: (span: SoundSpan, loudness: SoundReport['loudness'] | null) => void,
): LoudnessCollector {
  const problems = new Set<string>();
  let info: SoundInfo | null | undefined;
  let unmeasured = 0;
  let damagedPackets = 0;
  return {
    spans: planSound(times),
    async collect(span) {
      // Once a span has shown that the film has no sound, do not open it again.
      const report = info === null ? null : await measure(span.instants);
      if (report?.info !== undefined) info = report.info;
      if (report !== null && report.problem !== null) {
        problems.add(report.problem);
        unmeasured += span.instants.length;
      }
      damagedPackets += report?.damagedPackets ?? 0;
      store(span, report === null || report.info === null ? null : report.loudness);
    },
    info: () => info,
    warnings() {
      const [problem] = problems;
      if (problem !== undefined) {
        return [
          `the loudness of ${unmeasured} of ${formatCount(times.length, 'column')} could not be measured (${problem})`,
        ];
      }
      return damagedPackets > 0
        ? [formatCount(damagedPackets, 'damaged packet of sound', 'damaged packets of sound')]
        : [];
    },
  };
}
