import type { Films } from './films.ts';
import { placeByCuts, refineByCuts, turnOffset } from './refine-by-cuts.ts';
import { refineByColors } from './refine-speed.ts';
import type { Likeness } from './segments/likeness.ts';
import { type LineSegment, longerColumn } from './segments/segment.ts';
import { snapSpeed } from './standard-speeds.ts';

/** The speed of two films and the stretches that they have in common. */
export interface Match {
  readonly speed: number;
  readonly segments: readonly LineSegment[];
}

/** Measure speed and offsets: by colours, then by cuts where both films have them. */
export function refineMatch(films: Films, likeness: Likeness, { speed: start, segments }: Match): Match {
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
  const turned = refined.segments.map((segment) => ({
    ...segment,
    offset: turnOffset(segment, refined.speed, speed),
  }));
  if (cutsA === null || cutsB === null) return { speed, segments: turned };
  return { speed, segments: placeByCuts(cutsA, cutsB, speed, turned, columnAt(speed)) };
}
