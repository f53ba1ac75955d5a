import type { Films } from './films.ts';
import { placeByCuts, refineByCuts, turnOffset } from './refine-by-cuts.ts';
import { refineByColors } from './refine-speed.ts';
import type { Likeness } from './segments/likeness.ts';
import { type LineSegment, longerColumn } from './segments/segment.ts';
import { snapSpeed } from './standard-speeds.ts';

/** Standard errors by which a measured speed may be off. */
const MARGIN_ERRORS = 2;

/** The speed of two films and the stretches that they have in common. */
export interface Match {
  readonly speed: number;
  /** By how much the speed may be off. */
  readonly margin: number;
  readonly segments: readonly LineSegment[];
}

/** Measure speed and offsets: by colours, then by cuts where both films have them. */
export function refineMatch(films: Films, likeness: Likeness, start: number, segments: readonly LineSegment[]): Match {
  const { a, b, cutsA, cutsB, frame, frameForFrame } = films;
  const columnAt = (speed: number) => longerColumn({ a, b, speed });
  let refined = refineByColors({ a, b, speed: start }, likeness, segments);
  if (cutsA !== null && cutsB !== null) {
    const byCuts = refineByCuts(cutsA, cutsB, refined, columnAt(refined.speed));
    if (byCuts !== null && byCuts.error < refined.error) refined = byCuts;
  }
  const speed = snapSpeed(refined.speed, refined.error, {
    frameForFrame,
    column: columnAt(refined.speed),
    frame,
    seconds: Math.max(...segments.map(({ from, to }) => to - from)),
  });
  const margin = MARGIN_ERRORS * refined.error + Math.abs(speed - refined.speed);
  const turned = refined.segments.map((segment) => ({
    ...segment,
    offset: turnOffset(segment, refined.speed, speed),
  }));
  if (cutsA === null || cutsB === null) return { speed, margin, segments: turned };
  return { speed, margin, segments: placeByCuts(cutsA, cutsB, speed, turned, columnAt(speed)) };
}
