import type { Column } from '../../../core/fingerprint/index.ts';
import { roundNumber } from '../../../core/fingerprint/index.ts';

/** What is found at one instant by looking. */
export type PictureFields = Pick<Column, 'frameTime' | 'swatches' | 'measures'>;

/** What is found there by listening: nothing, not even null, where the film has no sound. */
export type SoundFields = Pick<Column, 'sound'>;

/** Puts pictures and sounds in their columns, in whatever order they come. */
export interface ColumnCollector {
  putPicture(index: number, picture: PictureFields): void;
  putSound(index: number, hearing: SoundFields): void;
  /** All columns; those of which nothing came have no swatches. */
  columns(): Column[];
}

/**
 * Make a board with one column an instant.
 *
 * @param isHeard    whether each column is waited for by ear as well as by eye.
 * @param onComplete called once a column, when all that is to come has come.
 */
export function createColumnCollector(
  times: Float64Array,
  isHeard: boolean,
  onComplete: (index: number, column: Column) => void,
): ColumnCollector {
  const pictures: (PictureFields | undefined)[] = Array.from(times, () => undefined);
  const hearings: (SoundFields | undefined)[] = Array.from(times, () => (isHeard ? undefined : {}));

  const columnAt = (index: number): Column => {
    const picture = pictures[index] ?? { frameTime: null, swatches: [] };
    return { time: roundNumber(times[index]!), ...picture, ...hearings[index] };
  };
  const tell = (index: number) => {
    if (pictures[index] !== undefined && hearings[index] !== undefined) onComplete(index, columnAt(index));
  };
  return {
    putPicture(index, picture) {
      pictures[index] = picture;
      tell(index);
    },
    putSound(index, hearing) {
      hearings[index] = hearing;
      tell(index);
    },
    columns: () => Array.from(times, (_, index) => columnAt(index)),
  };
}
