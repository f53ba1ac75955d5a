import { type BestStretch, findBestStretch } from '../best-stretch.ts';
import { COURSE_FEATURES } from '../course.ts';
import { isLong, MIN_EVIDENCE, MIN_EVIDENCE_TWICE, measureEvidence, weigh } from './evidence.ts';
import { type Likeness, MAX_LOSS } from './likeness.ts';
import { type CoursePair, MIN_ROWS } from './segment.ts';

/** Score from which a stretch that nothing covers may be a segment of its own. */
const MIN_CANDIDATE = 14;
/** Maximum number of segments that are added to what nothing covers. */
const MAX_CANDIDATES = 64;
/** A stretch that would be shown twice scores this much more than at any other place. */
const MIN_LEAD = 10;
/** Places closer than this, columns, are the same place. */
const SAME_PLACE = 3;
/** Share of columns that nothing covers from which a stretch is not shown twice. */
const FREE_SHARE = 0.8;

/** Rows, counted from the first that is searched, that match at a shift of B. */
interface Peak extends BestStretch {
  /** The columns of B that they match. */
  readonly fromB: number;
  readonly toB: number;
  readonly shift: number;
}

/** Lines on which a part of some rows matches something of the other film. */
export function findCandidates(
  pair: CoursePair,
  likeness: Likeness,
  [first, end]: readonly [number, number],
  isFree: Uint8Array,
): number[] {
  if (!isLong(pair, first, end)) return [];
  const { a, b, speed } = pair;
  const peaks = findPeaks(pair, likeness, [first, end]);
  const offsets: number[] = [];
  const isTaken = new Uint8Array(end - first);
  for (const peak of peaks) {
    const { from, to, shift, score } = peak;
    if (isTaken.subarray(from, to).some((value) => value === 1)) continue;
    const offset = first * a.step - shift * b.step * speed;
    const evidence = measureEvidence(pair, likeness, first + from, first + to, offset);
    if (evidence < MIN_EVIDENCE) continue;
    const columns = isFree.subarray(peak.fromB, peak.toB);
    const isAlone = columns.reduce((sum, value) => sum + value, 0) >= FREE_SHARE * columns.length;
    if (!isAlone && evidence < MIN_EVIDENCE_TWICE) continue;
    const hasRival = peaks.some(
      (other) =>
        other.score > score - MIN_LEAD &&
        Math.abs(other.shift - shift) > SAME_PLACE &&
        Math.min(other.to, to) - Math.max(other.from, from) > (to - from) / 2,
    );
    if (!isAlone && hasRival) continue;
    isTaken.fill(1, from, to);
    offsets.push(offset);
    if (offsets.length === MAX_CANDIDATES) break;
  }
  return offsets;
}

/** Find for each shift of B the stretch of rows that scores highest. Highest score first. */
function findPeaks(pair: CoursePair, likeness: Likeness, [first, end]: readonly [number, number]): Peak[] {
  const { a, b, speed } = pair;
  const ratio = a.step / (b.step * speed);
  const places = Int32Array.from({ length: end - first }, (_, k) => Math.floor((k + 0.5) * ratio));
  const findAtShift = createShiftSearch(pair, likeness, first, places);
  const peaks: Peak[] = [];
  for (let shift = -places.at(-1)!; shift < b.count; shift++) {
    const found = findAtShift(shift);
    if (found === null) continue;
    const { from, to, score } = found;
    if (score >= MIN_CANDIDATE && to - from >= MIN_ROWS) {
      peaks.push({
        from,
        to,
        fromB: Math.max(0, places[from]! + shift),
        toB: places[to - 1]! + shift + 1,
        shift,
        score,
      });
    }
  }
  return peaks.sort((one, other) => other.score - one.score);
}

/** Prepare to find the best stretch of rows at a shift; null if none reaches {@link MIN_CANDIDATE}. */
function createShiftSearch(pair: CoursePair, likeness: Likeness, first: number, places: Int32Array) {
  const { isKnownA, isKnownB, gains } = likeness;
  const weight = weigh(pair);
  const hasUnknown = isKnownA.includes(0) || isKnownB.includes(0);
  const a = likeness.scaledA.subarray(COURSE_FEATURES * first);
  const b = likeness.scaledB;
  const scores = new Float64Array(places.length);
  return (shift: number): BestStretch | null => {
    let from = 0;
    while (from < places.length && places[from]! + shift < 0) from++;
    let to = places.length;
    while (to > from && places[to - 1]! + shift >= pair.b.count) to--;
    const rows = places.subarray(from, to);
    const most = scoreRows(scores, a.subarray(COURSE_FEATURES * from), b, rows, shift, gains);
    if (!hasUnknown && weight * most < MIN_CANDIDATE - 1e-6) return null;
    if (hasUnknown) {
      for (let k = 0; k < rows.length; k++) scores[k]! *= isKnownA[first + from + k]! * isKnownB[rows[k]! + shift]!;
    }
    const best = findBestStretch(scores, rows.length);
    return { from: from + best.from, to: from + best.to, score: weight * best.score };
  };
}

/**
 * Score each row with its place, shifted: as `scoreColumns`, but without branches that depend on
 * colours. It runs for millions of pairs, and takes a third of the time this way.
 *
 * @returns the highest sum of rows in a row, but for rounding.
 */
function scoreRows(
  scores: Float64Array,
  a: Float64Array,
  b: Float64Array,
  places: Int32Array,
  shift: number,
  gains: Float64Array,
): number {
  // What each feature loses of its gain at most. A dropped one has neither gain nor cost.
  const limit0 = gains[0]! + MAX_LOSS;
  const limit1 = gains[1]! + MAX_LOSS;
  const limit2 = gains[2]! + MAX_LOSS;
  const limit3 = gains[3]! + MAX_LOSS;
  const limit = limit0 + limit1 + limit2 + limit3;
  const gain = limit - COURSE_FEATURES * MAX_LOSS;
  let sum = 0;
  let most = 0;
  for (let k = 0; k < places.length; k++) {
    const p = COURSE_FEATURES * k;
    const q = COURSE_FEATURES * (places[k]! + shift);
    const d0 = a[p]! - b[q]!;
    const d1 = a[p + 1]! - b[q + 1]!;
    const d2 = a[p + 2]! - b[q + 2]!;
    const d3 = a[p + 3]! - b[q + 3]!;
    const loss0 = d0 * d0;
    const loss1 = d1 * d1;
    const loss2 = d2 * d2;
    const loss3 = d3 * d3;
    const beyond =
      Math.abs(loss0 - limit0) + Math.abs(loss1 - limit1) + Math.abs(loss2 - limit2) + Math.abs(loss3 - limit3);
    // The sum of the lesser of loss and limit.
    const score = gain - (loss0 + loss1 + loss2 + loss3 + limit - beyond) / 2;
    scores[k] = score;
    // The sum, or 0 if it is below.
    sum = (sum + score + Math.abs(sum + score)) / 2;
    if (sum > most) most = sum;
  }
  return most;
}
