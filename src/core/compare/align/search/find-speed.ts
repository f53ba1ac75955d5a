import { type Novelty, type NoveltyPair, pairNovelty } from './novelty.ts';
import { findRuns, measureRun, type Run } from './runs.ts';

/**
 * Speeds that are tried: 1, PAL and its inverse, and between them so close that over 60 columns
 * none is off by more than half a column.
 */
const SPEEDS = [1, 1.0422, 0.9595, 1.021, 0.98, 1.063, 0.94, 1.084, 0.92, 1.105, 0.9] as const;
/** Films that run faster or slower than this are not compared. */
export const MIN_SPEED = 0.88;
export const MAX_SPEED = 1.14;
/** A run of this share of the shorter film, at speed 1, ends the search. */
const CERTAIN_SHARE = 0.5;
/** Score below which a pair is not looked at further. */
const MIN_PROMISING = 25;
/** Halves of the ranges, and steps, of the speeds that are tried around a run. */
const REFINEMENTS = [
  { range: 0.012, step: 0.001 },
  { range: 0.001, step: 0.0001 },
] as const;
/** Offsets that are tried around a run, columns. */
const SHIFTS = [0, -0.5, 0.5, -1, 1, -1.5, 1.5] as const;

/** The stretches in common at the speed that fits best. */
export interface SpeedMatch {
  readonly speed: number;
  /** Highest score first. */
  readonly runs: readonly Run[];
}

/** Share of the best speed's score from which a likely speed is taken instead. */
const LIKELY_SHARE = 0.7;

/**
 * Find the speed at which most of two films changes alike.
 *
 * @param likely the speed that the films have if one shows the other frame for frame: taken unless
 *   another fits clearly better.
 */
export function findSpeed(a: Novelty, b: Novelty, likely: number): SpeedMatch {
  const pair = pairNovelty(a, b);
  const measured = searchSpeed(pair);
  if (scoreOf(measured.runs) < MIN_PROMISING || !(likely > MIN_SPEED && likely < MAX_SPEED)) return measured;
  if (likely === measured.speed) return measured;
  const runs = findRuns(pair, likely);
  return scoreOf(runs) >= LIKELY_SHARE * scoreOf(measured.runs) ? { speed: likely, runs } : measured;
}

function searchSpeed(pair: NoveltyPair): SpeedMatch {
  const { a, b } = pair;
  let best: SpeedMatch = { speed: 1, runs: [] };
  for (const speed of SPEEDS) {
    const runs = findRuns(pair, speed);
    if (scoreOf(runs) > scoreOf(best.runs)) best = { speed, runs };
    const shorter = Math.min(a.count * a.step, b.count * b.step * speed);
    const top = best.runs[0];
    if (top !== undefined && top.to - top.from > CERTAIN_SHARE * shorter && top.score > 4 * MIN_PROMISING) break;
  }
  if (scoreOf(best.runs) < MIN_PROMISING) return best;
  const refined = refineSpeed(pair, best.runs[0]!);
  return refined.speed === best.speed ? best : { speed: refined.speed, runs: findRuns(pair, refined.speed) };
}

const scoreOf = (runs: readonly Run[]): number => runs[0]?.score ?? 0;

/** Turn the line of a run about its middle until it fits best. */
function refineSpeed(pair: NoveltyPair, run: Run): Run {
  let best = run;
  for (const { range, step } of REFINEMENTS) {
    const { from, to, offset, speed } = best;
    const middle = (from + to) / 2;
    const other = (middle - offset) / speed;
    const steps = Math.round(range / step);
    for (let k = -steps; k <= steps; k++) {
      const tried = speed + k * step;
      for (const shift of SHIFTS) {
        const column = Math.max(pair.a.step, pair.b.step * tried);
        const found = measureRun(pair, tried, middle - tried * other + shift * column);
        if (found.score > best.score) best = found;
      }
    }
  }
  return best;
}
