import { logarithm } from '../../color/index.ts';
import { CELL_VALUES } from './cells.ts';

/** Deviation of a cell that encoding leaves, codes from 0 to 1. */
const FLOOR = 0.004;
/** Standard deviations of the noise beyond which a cell counts no more. */
const MAX_DEVIATIONS = 30;
/** Rounds of a fit, and deviations beyond which a cell does not count in the next one. */
const ROUNDS = 4;
const OUTLIER = 2;

/** Cells of both films at one moment; null where a picture could not be read. */
export type CellPair = readonly [Float64Array, Float64Array] | null;

/** How the pictures of two films differ where they show the same. */
export interface MatchCost {
  /** Mean square of what differs from pair to pair. */
  readonly noise: number;
  /** What it costs to say that two pictures show the same, 0 and up. */
  readonly measure: (pair: CellPair) => number;
}

/**
 * Learn from pairs that do show the same how the pictures of two films differ there: the grade of each channel,
 * what it leaves in each cell (a logo, for instance) and how much that varies.
 *
 * @param pairs at least one that is not null, or all pairs cost nothing.
 */
export function learnMatchCost(pairs: readonly CellPair[]): MatchCost {
  const known = pairs.filter((pair) => pair !== null);
  if (known.length === 0) return { noise: Number.POSITIVE_INFINITY, measure: () => 0 };
  const lines = [0, 1, 2].map((channel) => fitChannel(known, channel));
  const restOf = ([one, other]: NonNullable<CellPair>, i: number) => {
    const { gain, offset } = lines[i % 3]!;
    return other[i]! - offset - gain * one[i]!;
  };
  const usual = new Float64Array(CELL_VALUES);
  for (const pair of known) for (let i = 0; i < CELL_VALUES; i++) usual[i]! += restOf(pair, i) / known.length;
  let squares = 0;
  for (const pair of known) for (let i = 0; i < CELL_VALUES; i++) squares += (restOf(pair, i) - usual[i]!) ** 2;
  const noise = FLOOR * FLOOR + squares / (known.length * CELL_VALUES);
  const most = MAX_DEVIATIONS * MAX_DEVIATIONS * noise;
  const measure = (pair: CellPair): number => {
    if (pair === null) return 0;
    let sum = 0;
    for (let i = 0; i < CELL_VALUES; i++) sum += Math.min(most, (restOf(pair, i) - usual[i]!) ** 2);
    return logarithm(1 + sum / CELL_VALUES / noise);
  };
  return { noise, measure };
}

interface ChannelLine {
  readonly gain: number;
  readonly offset: number;
}

/** Fit other = offset + gain one to the cells of a channel, without those that a logo or a movement changes. */
function fitChannel(pairs: readonly NonNullable<CellPair>[], channel: number): ChannelLine {
  let line: ChannelLine = { gain: 1, offset: 0 };
  let most = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
    for (const [one, other] of pairs) {
      for (let i = channel; i < CELL_VALUES; i += 3) {
        const [x, y] = [one[i]!, other[i]!];
        if (Math.abs(y - line.offset - line.gain * x) > most) continue;
        n++;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
        syy += y * y;
      }
    }
    if (n === 0) break;
    const spread = sxx - (sx * sx) / n;
    const common = sxy - (sx * sy) / n;
    const gain = spread > n * FLOOR * FLOOR ? common / spread : 0;
    line = { gain, offset: (sy - gain * sx) / n };
    most = OUTLIER * Math.sqrt(Math.max(0, syy - (sy * sy) / n - gain * common) / n) + FLOOR;
  }
  return line;
}
