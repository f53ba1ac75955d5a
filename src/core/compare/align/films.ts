import type { Fingerprint } from '../../fingerprint/index.ts';
import { type Course, hasMeasures, readCourse } from './course.ts';
import { type Cuts, readCuts } from './cuts.ts';

/** What is read of two films to align them. */
export interface Films {
  readonly a: Course;
  readonly b: Course;
  readonly cutsA: Cuts | null;
  readonly cutsB: Cuts | null;
  /** Seconds of A in one of B if B shows A frame for frame: the rate of B by that of A. */
  readonly frameForFrame: number;
  /** Seconds of the longer frame. */
  readonly frame: number;
}

export function readFilms(a: Fingerprint, b: Fingerprint): Films {
  const usesMeasures = hasMeasures(a) && hasMeasures(b);
  const [courseA, courseB] = [readCourse(a, usesMeasures), readCourse(b, usesMeasures)];
  const [rateA, rateB] = [a, b].map(({ film: { frameRate } }) => frameRate.num / frameRate.den) as [number, number];
  return {
    a: courseA,
    b: courseB,
    cutsA: readCuts(a, courseA),
    cutsB: readCuts(b, courseB),
    frameForFrame: rateB / rateA,
    frame: 1 / Math.min(rateA, rateB),
  };
}
