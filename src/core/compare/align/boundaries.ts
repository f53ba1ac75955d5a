import { type Cuts, nearestCut } from './cuts.ts';
import { type CoursePair, type LineSegment, longerColumn } from './segments/segment.ts';

/** How far an end may be moved to a cut, columns. */
const REACH = 1.5;

/** Gaps shorter than this, columns, are closed: they are uncertainty, not a finding. */
const SEALED = 0.5;

/** A place in both films, seconds from the first slice of each. */
interface Place {
  readonly a: number;
  readonly b: number;
}

/** A stretch of A and one of B that show the same. */
export interface PlacedBlock {
  readonly from: Place;
  readonly to: Place;
}

/**
 * Find the exact ends of segments: at cuts where both films have shots; at the beginning and end of
 * films; and where one film goes on without a gap, at one time in it.
 */
export function placeBoundaries(
  pair: CoursePair,
  segments: readonly LineSegment[],
  cutsA: Cuts | null,
  cutsB: Cuts | null,
): PlacedBlock[] {
  const { a, b, speed } = pair;
  const column = longerColumn(pair);
  const [lengthA, lengthB] = [a.count * a.step, b.count * b.step];
  const reach = REACH * column;
  const isJoined = (time: number, segment: LineSegment, timeOf: (other: LineSegment) => readonly [number, number]) =>
    segments.some((other) => other !== segment && timeOf(other).some((end) => Math.abs(end - time) <= column));
  const snap = (time: number, segment: LineSegment): number => {
    const { offset } = segment;
    const start = Math.max(0, offset);
    if (Math.abs(time - start) <= reach) return start;
    const end = Math.min(lengthA, speed * lengthB + offset);
    if (Math.abs(time - end) <= reach) return end;
    if (cutsA === null || cutsB === null) return time;
    const inA = nearestCut(cutsA, time, reach);
    const mapped = nearestCut(cutsB, (time - offset) / speed, reach / speed);
    const inB = mapped === null ? null : speed * mapped + offset;
    // The film that goes on without a gap has a cut where the other's scene is missing.
    const isJoinedA = isJoined(time, segment, ({ from, to }) => [from, to]);
    const isJoinedB = isJoined(time - offset, segment, ({ from, to, offset }) => [from - offset, to - offset]);
    if (isJoinedB && !isJoinedA && inB !== null) return inB;
    if (isJoinedA && !isJoinedB && inA !== null) return inA;
    if (inA === null || inB === null) return inA ?? inB ?? time;
    return Math.abs(inB - time) < Math.abs(inA - time) ? inB : inA;
  };
  const placed = segments
    .map((segment) => {
      const from = snap(segment.from, segment);
      const to = snap(segment.to, segment);
      const { offset } = segment;
      return { from: { a: from, b: (from - offset) / speed }, to: { a: to, b: (to - offset) / speed } };
    })
    .filter(({ from, to }) => to.a > from.a);
  const sealA = createSeal(
    placed.map(({ to }) => to.a),
    lengthA,
    SEALED * column,
  );
  const sealB = createSeal(
    placed.map(({ to }) => to.b),
    lengthB,
    (SEALED * column) / speed,
  );
  const seal = ({ a: timeA, b: timeB }: Place): Place => ({ a: sealA(timeA), b: sealB(timeB) });
  return placed.map(({ from, to }) => ({ from: seal(from), to: seal(to) }));
}

/** Move a time to the end of a film, or to the end of a block, that it lies next to. */
function createSeal(ends: readonly number[], length: number, reach: number): (time: number) => number {
  return (time) => {
    if (time <= reach) return 0;
    if (time >= length - reach) return length;
    return ends.find((end) => Math.abs(end - time) <= reach) ?? time;
  };
}
