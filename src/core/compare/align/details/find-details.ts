import { type LineSegment, rowsOf } from '../segments/segment.ts';
import { createLineScorer, DETAIL_RADIUS, type DetailPair, scoreLine } from './detail.ts';

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
export function scoreRows(details: DetailPair, segments: readonly LineSegment[]): Float64Array {
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

/** Find the lines that explain rows much better than what is known. */
export function findDetails(details: DetailPair, known: Float64Array, segments: readonly LineSegment[]): DetailRun[] {
  return listDoubtful(details, known).flatMap((rows) => {
    const measure = createRunMeasure(details, known, rows);
    const onKnown = segments.map(({ offset }) => measure(offset)).filter(({ score }) => score >= MIN_KNOWN_SCORE);
    return [...onKnown, ...searchLines(details, rows, measure)];
  });
}

type RunMeasure = (offset: number) => DetailRun;

/** Prepare to find the stretch of rows that a line explains better than what is known. */
function createRunMeasure(
  { pair, ...details }: DetailPair,
  known: Float64Array,
  [first, end]: readonly [number, number],
): RunMeasure {
  const scoreRows = createLineScorer({ pair, ...details }, first, end);
  const { step } = pair.a;
  return (offset) => {
    const scores = scoreRows(offset);
    let [sum, start, from, to, score] = [0, first, first, first, 0];
    for (let i = first; i < end; i++) {
      sum += scores[i - first]! - Math.max(0, known[i]!);
      if (sum <= 0) {
        sum = 0;
        start = i + 1;
      } else if (sum > score) {
        score = sum;
        from = start;
        to = i + 1;
      }
    }
    return { from: from * step, to: to * step, offset, score };
  };
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
    const run = measure(k * step);
    if (run.score >= MIN_SCORE) runs.push(run);
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
    const tried = measure(run.offset + k * FINE_STEP * step);
    if (tried.score > best.score) best = tried;
  }
  return best;
}
