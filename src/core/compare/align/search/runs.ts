import { type BestStretch, findBestStretch } from '../best-stretch.ts';
import { COURSE_FEATURES } from '../course.ts';
import type { NoveltyPair, PackedNovelty } from './novelty.ts';

/**
 * What a difference costs: a pair of columns scores x y - PENALTY (x^2 + y^2) / 2 per feature. Two
 * films that have nothing in common lose PENALTY per column, one film gains its correlation less
 * PENALTY.
 */
const PENALTY = 0.5;
/** Score from which a run is returned. Strangers have some of 10 to 20 in every pair. */
const MIN_SCORE = 10;
/** Maximum number of runs of a scan. */
const MAX_RUNS = 64;
/** A run is dropped if a better one covers more than this share of its rows. */
const MAX_COVERED = 0.3;

/** A stretch in which two films change alike. Seconds from the first slice of each film. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** Time in A less `speed` times the time in B. `from` and `to` are times in A. */
  readonly offset: number;
  readonly speed: number;
  readonly score: number;
}

/** Two films of which the one with the longer columns gives the rows. Steps in seconds of A. */
interface PairGrid {
  readonly rows: PackedNovelty;
  readonly others: PackedNovelty;
  readonly rowStep: number;
  readonly otherStep: number;
  /** Whether rows are of A. */
  readonly isRowsA: boolean;
}

/** Choose the film with longer columns for rows: each is compared to the nearest of the other. */
function layGrid({ a, b }: NoveltyPair, speed: number): PairGrid {
  const steps = [a.step, b.step * speed] as const;
  return steps[0] >= steps[1]
    ? { rows: a, others: b, rowStep: steps[0], otherStep: steps[1], isRowsA: true }
    : { rows: b, others: a, rowStep: steps[1], otherStep: steps[0], isRowsA: false };
}

/**
 * Find the stretches that two films have in common at a speed, in any order.
 *
 * @returns runs that hardly overlap in their rows, highest score first.
 */
export function findRuns(pair: NoveltyPair, speed: number): Run[] {
  const grid = layGrid(pair, speed);
  const found: Peak[] = [];
  const places = listPlaces(grid, 0);
  const scores = new Float64Array(grid.rows.count);
  for (let shift = -places.at(-1)!; shift < grid.others.count; shift++) {
    const peak = findPeak(grid, places, shift, scores);
    if (peak.score >= MIN_SCORE) found.push(peak);
  }
  found.sort((one, other) => other.score - one.score);
  const isCovered = new Uint8Array(grid.rows.count);
  const kept: Run[] = [];
  for (const peak of found) {
    const covered = isCovered.subarray(peak.from, peak.to);
    if (covered.reduce((sum, value) => sum + value, 0) > MAX_COVERED * covered.length) continue;
    covered.fill(1);
    kept.push(toRun(grid, peak, 0, speed));
    if (kept.length === MAX_RUNS) break;
  }
  return kept;
}

/** Find the best stretch at an offset, at another speed than {@link findRuns} was given. */
export function measureRun(pair: NoveltyPair, speed: number, offset: number): Run {
  const grid = layGrid(pair, speed);
  const shift = (grid.isRowsA ? -offset : offset) / grid.otherStep;
  const scores = new Float64Array(grid.rows.count);
  return toRun(grid, findPeak(grid, listPlaces(grid, shift), 0, scores), shift, speed);
}

/** The best rows at a shift of the other film, columns. */
interface Peak extends BestStretch {
  readonly shift: number;
}

function toRun(grid: PairGrid, { from, to, shift, score }: Peak, base: number, speed: number): Run {
  const seconds = (shift + base) * grid.otherStep;
  const ahead = grid.isRowsA ? 0 : seconds;
  return {
    from: from * grid.rowStep + ahead,
    to: to * grid.rowStep + ahead,
    offset: grid.isRowsA ? -seconds || 0 : seconds,
    speed,
    score,
  };
}

/** For each row the nearest column of the other film, at a shift in columns. */
function listPlaces({ rows, rowStep, otherStep }: PairGrid, shift: number): Int32Array {
  const places = new Int32Array(rows.count);
  for (let i = 0; i < rows.count; i++) places[i] = Math.round(((i + 0.5) * rowStep) / otherStep - 0.5 + shift);
  return places;
}

/** Find the stretch of rows with the highest score when each is compared to its place, shifted. */
function findPeak({ rows, others }: PairGrid, places: Int32Array, shift: number, scores: Float64Array): Peak {
  let first = 0;
  while (first < places.length && places[first]! + shift < 0) first++;
  const count = scoreRows(scores, rows, others, places, first, shift);
  const { from, to, score } = findBestStretch(scores, count);
  return { from: first + from, to: first + to, shift, score };
}

/**
 * Score each row from `first` on with its place, shifted. A function of its own, which the engine compiles after
 * some calls: it runs for millions of pairs.
 *
 * @returns how many rows have a place.
 */
function scoreRows(
  scores: Float64Array,
  { values: x, squares: xSquares }: PackedNovelty,
  { values: y, squares: ySquares, count }: PackedNovelty,
  places: Int32Array,
  first: number,
  shift: number,
): number {
  let i = first;
  for (; i < places.length; i++) {
    const j = places[i]! + shift;
    if (j >= count) break;
    const p = COURSE_FEATURES * i;
    const q = COURSE_FEATURES * j;
    const product = x[p]! * y[q]! + x[p + 1]! * y[q + 1]! + x[p + 2]! * y[q + 2]! + x[p + 3]! * y[q + 3]!;
    scores[i - first] = product - (PENALTY / 2) * xSquares[i]! - (PENALTY / 2) * ySquares[j]!;
  }
  return i - first;
}
