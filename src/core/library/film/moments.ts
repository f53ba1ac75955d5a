import type { Oklab } from '../../color/index.ts';
import type { Column, Fingerprint, PaletteSwatch } from '../../fingerprint/index.ts';
import { squareDistance, toPointSpace } from '../points.ts';
import type { ReadColor } from './color-table.ts';

/** A stretch of a film that a search can find: a shot, or a run of columns that look alike. */
export interface MomentColors {
  /** Seconds on the film's own clock. */
  readonly from: number;
  readonly to: number;
  /** Largest first, at most {@link MAX_MOMENT_COLORS}. Shares sum to at most 1. */
  readonly swatches: readonly PaletteSwatch[];
}

/** Colours of a moment at most: as many as a shot has. */
export const MAX_MOMENT_COLORS = 10;
/** A run of columns ends where the mean colour is farther than this from that of the run. */
const MAX_DRIFT = 0.06;
/** Seconds of a run at most: about a long shot. */
const MAX_RUN_SECONDS = 20;
/** Colours of a run that are nearer than this are one. */
const SAME_COLOR = 0.04;

/** List the moments of a film: its shots, or runs of columns if it has none. */
export function listMoments({ shots, columns, sampling }: Fingerprint, readColor: ReadColor): MomentColors[] {
  if (shots !== undefined) {
    return shots
      .filter(({ swatches }) => swatches.length > 0)
      .map(({ from, to, swatches }) => ({ from, to, swatches: takeLargest(swatches) }));
  }
  const step = (sampling.to - sampling.from) / Math.max(1, columns.length);
  return groupColumns(columns, readColor).map((run) => ({
    from: Math.max(sampling.from, run[0]!.time - step / 2),
    to: Math.min(sampling.to, run.at(-1)!.time + step / 2),
    swatches: takeLargest(mergeColors(run, readColor)),
  }));
}

const takeLargest = (swatches: readonly PaletteSwatch[]): PaletteSwatch[] =>
  [...swatches].sort((one, other) => other.share - one.share).slice(0, MAX_MOMENT_COLORS);

type Run = readonly Pick<Column, 'time' | 'swatches'>[];

/** Group columns that follow one another and look alike. Columns without colours end a run. */
function groupColumns(columns: readonly Column[], readColor: ReadColor): Run[] {
  const runs: Column[][] = [];
  let mean: Oklab | null = null;
  for (const column of columns) {
    if (column.swatches.length === 0) {
      mean = null;
      continue;
    }
    const color = averageColor(column, readColor);
    const run = runs.at(-1);
    const joins =
      run !== undefined &&
      mean !== null &&
      squareDistance(color, mean) < MAX_DRIFT * MAX_DRIFT &&
      column.time - run[0]!.time < MAX_RUN_SECONDS;
    if (!joins) {
      runs.push([column]);
      mean = color;
      continue;
    }
    run.push(column);
    const blend = (i: 0 | 1 | 2) => mean![i] + (color[i] - mean![i]) / run.length;
    mean = [blend(0), blend(1), blend(2)];
  }
  return runs;
}

function averageColor({ swatches }: Pick<Column, 'swatches'>, readColor: ReadColor): Oklab {
  let [L, a, b, total] = [0, 0, 0, 0];
  for (const { color, share } of swatches) {
    const place = toPointSpace(readColor(color));
    L += place[0] * share;
    a += place[1] * share;
    b += place[2] * share;
    total += share;
  }
  return [L / total, a / total, b / total];
}

/** Merge the colours of a run. Each keeps the code that had the largest share first. */
function mergeColors(run: Run, readColor: ReadColor): PaletteSwatch[] {
  const merged: { color: string; place: Oklab; share: number }[] = [];
  for (const { swatches } of run) {
    for (const { color, share } of swatches) {
      const place = toPointSpace(readColor(color));
      const same = merged.find((other) => squareDistance(other.place, place) < SAME_COLOR * SAME_COLOR);
      if (same === undefined) merged.push({ color, place, share: share / run.length });
      else same.share += share / run.length;
    }
  }
  return merged.map(({ color, share }) => ({ color, share }));
}
