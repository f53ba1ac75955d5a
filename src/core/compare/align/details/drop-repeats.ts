import { type CoursePair, type LineSegment, swapSegments } from '../segments/segment.ts';

/**
 * Seconds that a stretch lasts at least which is shown twice. The changes of a fade, or of a cut, are
 * those of all fades and cuts of a film: within a second they tell as much as those of a scene. The
 * false ones that were seen last 1.55 s.
 */
const MIN_SECONDS = 1.6;
/** Share of a stretch that others show, from which it is shown twice. */
const SHARED = 0.5;

/** Drop short segments of which other segments show most too, in one of the films. */
export function dropShortRepeats(pair: CoursePair, segments: readonly LineSegment[]): readonly LineSegment[] {
  const inB = swapSegments(segments, pair.speed);
  const short = segments.flatMap(({ from, to }, k) => (to - from < MIN_SECONDS ? [k] : []));
  const dropped = new Set(short.filter((k) => isRepeated(segments, k) || isRepeated(inB, k)));
  return dropped.size === 0 ? segments : segments.filter((_, k) => !dropped.has(k));
}

function isRepeated(segments: readonly LineSegment[], k: number): boolean {
  const { from, to } = segments[k]!;
  const shared = segments.map((other, i) => (i === k ? 0 : Math.min(to, other.to) - Math.max(from, other.from)));
  return Math.max(...shared) > SHARED * (to - from);
}
