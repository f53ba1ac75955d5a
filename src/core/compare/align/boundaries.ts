import type { BlockMargin } from './alignment.ts';
import { type Cuts, nearestCut } from './cuts.ts';
import { type CoursePair, type LineSegment, longerColumn } from './segments/segment.ts';

/** How far an end may be moved to a cut, columns. */
const REACH = 1.5;

/**
 * By how much an end may be off at least, columns. Also at a cut: films are edited beside cuts too.
 */
const MIN_MARGIN = 1.25;

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
  readonly margin: BlockMargin;
}

/** A time in A and by how much it may be off. */
interface PlacedEnd {
  readonly time: number;
  readonly margin: number;
}

/**
 * Find the exact ends of segments: at cuts where both films have shots; at the beginning and end of
 * films; and where one film goes on without a gap, at one time in it.
 *
 * @param margins by how much the ends of segments may be off, seconds of A, shape of `segments`.
 */
export function placeBoundaries(
  pair: CoursePair,
  segments: readonly LineSegment[],
  margins: readonly BlockMargin[],
  cutsA: Cuts | null,
  cutsB: Cuts | null,
): PlacedBlock[] {
  const { a, b, speed } = pair;
  const column = longerColumn(pair);
  const [lengthA, lengthB] = [a.count * a.step, b.count * b.step];
  const reach = REACH * column;
  const least = MIN_MARGIN * column;
  const isJoined = (time: number, segment: LineSegment, timeOf: (other: LineSegment) => readonly [number, number]) =>
    segments.some((other) => other !== segment && timeOf(other).some((end) => Math.abs(end - time) <= column));
  const snap = (time: number, margin: number, segment: LineSegment): PlacedEnd => {
    const { offset } = segment;
    const start = Math.max(0, offset);
    if (Math.abs(time - start) <= reach) return { time: start, margin: least };
    const end = Math.min(lengthA, speed * lengthB + offset);
    if (Math.abs(time - end) <= reach) return { time: end, margin: least };
    return { time: findCut(time, segment) ?? time, margin: Math.max(least, margin) };
  };
  const findCut = (time: number, segment: LineSegment): number | null => {
    if (cutsA === null || cutsB === null) return null;
    const { offset } = segment;
    const inA = nearestCut(cutsA, time, reach);
    const mapped = nearestCut(cutsB, (time - offset) / speed, reach / speed);
    const inB = mapped === null ? null : speed * mapped + offset;
    // The film that goes on without a gap has a cut where the other's scene is missing.
    const isJoinedA = isJoined(time, segment, ({ from, to }) => [from, to]);
    const isJoinedB = isJoined(time - offset, segment, ({ from, to, offset }) => [from - offset, to - offset]);
    if (isJoinedB && !isJoinedA && inB !== null) return inB;
    if (isJoinedA && !isJoinedB && inA !== null) return inA;
    if (inA === null || inB === null) return inA ?? inB;
    return Math.abs(inB - time) < Math.abs(inA - time) ? inB : inA;
  };
  const placed = segments
    .map((segment, k): PlacedBlock => {
      const from = snap(segment.from, margins[k]!.from, segment);
      const to = snap(segment.to, margins[k]!.to, segment);
      const place = (time: number): Place => ({ a: time, b: (time - segment.offset) / speed });
      return { from: place(from.time), to: place(to.time), margin: { from: from.margin, to: to.margin } };
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
  return placed.map(({ from, to, margin }) => ({ from: seal(from), to: seal(to), margin }));
}

/** Move a time to the end of a film, or to the end of a block, that it lies next to. */
function createSeal(ends: readonly number[], length: number, reach: number): (time: number) => number {
  return (time) => {
    if (time <= reach) return 0;
    if (time >= length - reach) return length;
    return ends.find((end) => Math.abs(end - time) <= reach) ?? time;
  };
}
