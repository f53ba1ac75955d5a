import { exponential } from '../../../color/index.ts';
import { findBestStretch } from '../best-stretch.ts';
import { type LineSegment, rowsOf } from '../segments/segment.ts';
import { createRatioMeasure, DETAIL_RADIUS, type DetailPair, scoreLine, scoreRatio } from './detail.ts';

/** Score from which a stretch that is explained by another line is looked at. */
const MIN_SCORE = 18;
/** The same on a line that is known. */
const MIN_KNOWN_SCORE = 12;
/** Steps of the search for lines, and of their refinement, columns of A. */
const STEP = 0.5;
const FINE_STEP = 0.125;
const FINE_STEPS = 4;
/** Lines nearer than this, columns, are one. */
const RIVAL_COLUMNS = 3;
/** A line of which another reaches this share of the score is not certain. */
const RIVAL_SHARE = 0.8;
/** Pairs of columns that are looked at, at most: a second of a feature film's fingerprint. */
const MAX_PAIRS = 2_000_000;
/** Score of a row below which its line does not explain it. */
const WELL_EXPLAINED = 0.3;

/** A stretch that a line explains, with how much better than what was known. */
export interface DetailRun extends LineSegment {
  readonly score: number;
}

/** How well each row of A is explained by what is known; 0 where nothing is. */
function scoreRows(details: DetailPair, segments: readonly LineSegment[]): Float64Array {
  const scores = new Float64Array(details.pair.a.count);
  for (const { from, to, offset } of segments) {
    const [first, end] = rowsOf(details.pair.a, from, to);
    for (const [k, score] of scoreLine(details, offset, first, end).entries()) {
      scores[first + k] = Math.max(scores[first + k]!, score);
    }
  }
  return scores;
}

/** Stretches of rows that are not explained well, the longest first, as many as may be searched. */
function listDoubtful({ pair }: DetailPair, scores: Float64Array): (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! >= WELL_EXPLAINED) continue;
    const last = stretches.at(-1);
    if (last !== undefined && i - last[1] <= DETAIL_RADIUS) last[1] = i + 1;
    else stretches.push([i, i + 1]);
  }
  let pairs = MAX_PAIRS;
  return stretches
    .filter(([from, to]) => to - from > DETAIL_RADIUS)
    .sort((one, other) => other[1] - other[0] - (one[1] - one[0]) || one[0] - other[0])
    .filter(([from, to]) => {
      pairs -= ((to - from) * pair.b.count) / STEP;
      return pairs >= 0;
    });
}

/** Finds the lines that explain rows much better than segments that are known. */
export type DetailSearch = (segments: readonly LineSegment[]) => DetailRun[];

/** Prepare to search. Rows that nothing changed since the last search are not searched again. */
export function createDetailSearch(details: DetailPair): DetailSearch {
  const searched = new Map<string, { readonly known: Float64Array; readonly runs: readonly DetailRun[] }>();
  return (segments) => {
    const known = scoreRows(details, segments);
    return listDoubtful(details, known).flatMap((rows) => {
      const measure = createRunMeasure(details, known, rows);
      const onKnown = segments.flatMap(({ offset }) => measure(offset, MIN_KNOWN_SCORE) ?? []);
      const knownHere = known.slice(...rows);
      const before = searched.get(String(rows));
      const isSame = before?.known.every((score, k) => score === knownHere[k]) === true;
      const runs = isSame ? before.runs : searchLines(details, rows, measure);
      searched.set(String(rows), { known: knownHere, runs });
      return [...onKnown, ...runs];
    });
  };
}

/** Finds the stretch of rows that a line explains better than what is known; null below a score. */
type RunMeasure = (offset: number, least: number) => DetailRun | null;

function createRunMeasure(
  details: DetailPair,
  known: Float64Array,
  [first, end]: readonly [number, number],
): RunMeasure {
  const measureRatios = createRatioMeasure(details, first, end);
  const { step } = details.pair.a;
  // Most lines explain nothing. Products of ratios show that without a logarithm per row.
  const unknown = known.slice(first, end).map((score) => exponential(-2 * score));
  const gains = new Float64Array(end - first);
  return (offset, least) => {
    const ratios = measureRatios(offset);
    if (!reachesProduct(ratios, unknown, (1 - ROUNDING) * exponential(2 * least))) return null;
    for (let k = 0; k < gains.length; k++) gains[k] = scoreRatio(ratios[k]!) - known[first + k]!;
    const { from, to, score } = findBestStretch(gains, gains.length);
    return score < least ? null : { from: (first + from) * step, to: (first + to) * step, offset, score };
  };
}

/** Share by which products may be off. */
const ROUNDING = 1e-9;

/** Whether the ratios of some rows in a row, each times the share that is not known, have this product. */
function reachesProduct(ratios: Float64Array, unknown: Float64Array, least: number): boolean {
  let product = 1;
  for (let k = 0; k < ratios.length; k++) {
    product *= ratios[k]! * unknown[k]!;
    if (product < 1) product = 1;
    else if (product >= least) return true;
  }
  return false;
}

function searchLines(
  { pair: { a, b, speed } }: DetailPair,
  [first, end]: readonly [number, number],
  measure: RunMeasure,
): DetailRun[] {
  const step = STEP * a.step;
  const least = Math.floor((first * a.step - speed * b.count * b.step) / step);
  const most = Math.ceil((end * a.step) / step);
  const runs: DetailRun[] = [];
  for (let k = least; k <= most; k++) {
    const run = measure(k * step, MIN_SCORE);
    if (run !== null) runs.push(run);
  }
  runs.sort((one, other) => other.score - one.score);
  const kept: DetailRun[] = [];
  for (const run of runs) {
    if (kept.some((other) => sharedSeconds(other, run) > 0) || hasRival(run, runs, a.step)) continue;
    kept.push(refineRun(run, measure, a.step));
  }
  return kept;
}

const sharedSeconds = (one: DetailRun, other: DetailRun): number =>
  Math.min(one.to, other.to) - Math.max(one.from, other.from);

/** Whether another line explains most of a run nearly as well. */
const hasRival = (run: DetailRun, runs: readonly DetailRun[], step: number): boolean =>
  runs.some(
    (other) =>
      other.score > RIVAL_SHARE * run.score &&
      Math.abs(other.offset - run.offset) > RIVAL_COLUMNS * step &&
      sharedSeconds(other, run) > (run.to - run.from) / 2,
  );

function refineRun(run: DetailRun, measure: RunMeasure, step: number): DetailRun {
  let best = run;
  for (let k = -FINE_STEPS; k <= FINE_STEPS; k++) {
    const tried = measure(run.offset + k * FINE_STEP * step, best.score);
    if (tried !== null && tried.score > best.score) best = tried;
  }
  return best;
}
