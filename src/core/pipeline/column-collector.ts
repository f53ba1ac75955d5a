import { type Column, roundNumber } from '../fingerprint/index.ts';
import type { FilmSampling } from './film-sampling.ts';
import type { FrameColors } from './frame-colors.ts';
import { secondsAt } from './sample-plan.ts';

/** The fields of a column that come from its frame. */
type FrameFields = Pick<Column, 'frameTime' | 'swatches' | 'measures'>;

/** The fields of a column that come from its sound; none at all for a film without sound. */
export type SoundFields = Pick<Column, 'sound'>;

/** Collects frames and sounds, in any order, into columns. */
export interface ColumnCollector {
  /**
   * Put a frame into each column that it answers.
   *
   * @returns the indices of these columns; none for a frame that has been put already, because a
   *   span that is retried gives its first frames again.
   */
  putFrame(frame: FrameColors): readonly number[];
  putSound(index: number, sound: SoundFields): void;
  /** All columns. Those without a frame have no swatches. */
  columns(): Column[];
}

/**
 * Create a collector with one column per instant.
 *
 * @param waitsForSound whether a column is complete only once its sound is there too.
 * @param onColumn called once per column, when it is complete.
 */
export function createColumnCollector(
  { info, times, answers }: Pick<FilmSampling, 'info' | 'times' | 'answers'>,
  waitsForSound: boolean,
  onColumn: (index: number, column: Column) => void,
): ColumnCollector {
  const frames: (FrameFields | undefined)[] = Array.from(times, () => undefined);
  const sounds: (SoundFields | undefined)[] = Array.from(times, () => undefined);
  const unanswered = groupByAnswer(answers);

  const columnAt = (index: number): Column => {
    const frame = frames[index] ?? { frameTime: null, swatches: [] };
    return { time: roundNumber(times[index]!), ...frame, ...sounds[index] };
  };
  return {
    putFrame({ wanted, pts, swatches, measures }) {
      const indices = unanswered.get(wanted) ?? [];
      unanswered.delete(wanted);
      const frameTime = Number.isNaN(pts) ? null : roundNumber(secondsAt(info, pts));
      for (const index of indices) {
        frames[index] = { frameTime, swatches, ...(measures && { measures }) };
        if (!waitsForSound || sounds[index] !== undefined) onColumn(index, columnAt(index));
      }
      return indices;
    },
    putSound(index, sound) {
      sounds[index] = sound;
      if (waitsForSound && frames[index] !== undefined) onColumn(index, columnAt(index));
    },
    columns: () => Array.from(times, (_, index) => columnAt(index)),
  };
}

/** The indices of the columns that each wanted time answers. */
function groupByAnswer(answers: Float64Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [i, wanted] of answers.entries()) {
    const group = groups.get(wanted);
    if (group === undefined) groups.set(wanted, [i]);
    else group.push(i);
  }
  return groups;
}
