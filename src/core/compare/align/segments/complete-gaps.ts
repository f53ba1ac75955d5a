import { measureEvidence } from './evidence.ts';
import { listGaps } from './find-segments.ts';
import { type Likeness, scoreColumns } from './likeness.ts';
import {
  byStart,
  type CoursePair,
  findOther,
  type LineSegment,
  longerColumn,
  rowsOf,
  swapSegments,
} from './segment.ts';

/** Columns by which two gaps that show the same may differ in length. */
const MAX_DIFFERENCE = 1.5;
/** A gap is at least this long: shorter ones are uncertain ends. */
const MIN_ROWS = 3;
const MIN_SECONDS = 0.5;
/** Mean score of columns (log likelihood ratio) from which two gaps of one length show the same. */
const MIN_MEAN = 0.25;
/** What the changes in a gap must tell at least: black is like any other black. */
const MIN_CHANGES = 4;

/**
 * Add what is left in both films at equal length and looks alike: a moved scene with too few changes
 * to be found by them. Two gaps of one length are evidence by themselves.
 */
export function completeGaps(pair: CoursePair, likeness: Likeness, segments: readonly LineSegment[]): LineSegment[] {
  const { a, b, speed } = pair;
  const column = longerColumn(pair);
  const gapsA = listGaps(segments, a.count * a.step).filter(([from, to]) => isLong(to - from, column));
  const inB = swapSegments(segments, speed);
  const gapsB = listGaps(inB, b.count * b.step).filter(([from, to]) => isLong((to - from) * speed, column));
  const pairs = gapsA.flatMap((gapA) =>
    gapsB.flatMap((gapB) => {
      const [length, other] = [gapA[1] - gapA[0], (gapB[1] - gapB[0]) * speed];
      if (Math.abs(length - other) > MAX_DIFFERENCE * column) return [];
      const middle = (gapA[0] + gapA[1] - speed * (gapB[0] + gapB[1])) / 2;
      const segment = { from: gapA[0], to: gapA[1], offset: middle };
      const changes = measureEvidence(pair, likeness, ...rowsOf(a, gapA[0], gapA[1]), middle);
      if (changes < MIN_CHANGES) return [];
      const mean = measureMean(pair, likeness, segment);
      return mean >= MIN_MEAN ? [{ gapA, gapB, segment, mean }] : [];
    }),
  );
  pairs.sort((one, other) => other.mean - one.mean);
  const added: typeof pairs = [];
  for (const found of pairs) {
    if (added.every(({ gapA, gapB }) => gapA !== found.gapA && gapB !== found.gapB)) added.push(found);
  }
  return [...segments, ...added.map(({ segment }) => segment)].sort(byStart);
}

const isLong = (seconds: number, column: number): boolean => seconds >= Math.max(MIN_SECONDS, MIN_ROWS * column);

function measureMean(pair: CoursePair, likeness: Likeness, { from, to, offset }: LineSegment): number {
  const [first, end] = rowsOf(pair.a, from, to);
  let sum = 0;
  for (let i = first; i < end; i++) {
    const j = findOther(pair, offset, i);
    if (j >= 0) sum += scoreColumns(likeness, i, j);
  }
  return end > first ? sum / (end - first) : 0;
}
