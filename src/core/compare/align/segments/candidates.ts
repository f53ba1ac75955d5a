import { COURSE_FEATURES } from '../course.ts';
import { isLong, MIN_EVIDENCE, MIN_EVIDENCE_TWICE, MIN_ROWS, measureEvidence, weigh } from './evidence.ts';
import { type Likeness, MAX_LOSS } from './likeness.ts';
import type { CoursePair } from './segment.ts';

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

/** Rows `from` to `to`, counted from the first that is searched, that match at a shift of B. */
interface Peak {
  readonly from: number;
  readonly to: number;
  /** The columns of B that they match. */
  readonly fromB: number;
  readonly toB: number;
  readonly shift: number;
  readonly score: number;
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
  const scoreShift = createShiftScorer(pair, likeness, first, places);
  const peaks: Peak[] = [];
  for (let shift = -places.at(-1)!; shift < b.count; shift++) {
    const [from, to, score] = scoreShift(shift);
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

/**
 * Prepare to find the best stretch of rows at a shift. The sum of `scoreColumns`, written out: it
 * runs for millions of pairs, and takes half the time this way.
 */
function createShiftScorer(pair: CoursePair, likeness: Likeness, first: number, places: Int32Array) {
  const { a, b, isKnownA, isKnownB, gains, costs } = likeness;
  const [gain0, gain1, gain2, gain3] = gains as unknown as readonly [number, number, number, number];
  const [cost0, cost1, cost2, cost3] = costs as unknown as readonly [number, number, number, number];
  const weight = weigh(pair);
  const { count } = pair.b;
  return (shift: number): readonly [from: number, to: number, score: number] => {
    let sum = 0;
    let start = 0;
    let from = 0;
    let to = 0;
    let best = 0;
    let k = 0;
    while (k < places.length && places[k]! + shift < 0) k++;
    for (; k < places.length; k++) {
      const j = places[k]! + shift;
      if (j >= count) break;
      if (isKnownA[first + k] === 0 || isKnownB[j] === 0) continue;
      const p = COURSE_FEATURES * (first + k);
      const q = COURSE_FEATURES * j;
      const d0 = a[p]! - b[q]!;
      const d1 = a[p + 1]! - b[q + 1]!;
      const d2 = a[p + 2]! - b[q + 2]!;
      const d3 = a[p + 3]! - b[q + 3]!;
      const s0 = gain0 - cost0 * d0 * d0;
      const s1 = gain1 - cost1 * d1 * d1;
      const s2 = gain2 - cost2 * d2 * d2;
      const s3 = gain3 - cost3 * d3 * d3;
      sum +=
        weight *
        ((s0 > -MAX_LOSS ? s0 : -MAX_LOSS) +
          (s1 > -MAX_LOSS ? s1 : -MAX_LOSS) +
          (s2 > -MAX_LOSS ? s2 : -MAX_LOSS) +
          (s3 > -MAX_LOSS ? s3 : -MAX_LOSS));
      if (sum <= 0) {
        sum = 0;
        start = k + 1;
      } else if (sum > best) {
        best = sum;
        from = start;
        to = k + 1;
      }
    }
    return [from, to, best];
  };
}
