import type { ProfilePairs } from './profile-pairs.ts';
import { scoreMap } from './profile-pairs.ts';

/** Where a place of A lies in B, along one axis, both as shares: `b = scale * a + offset`. */
export interface AxisMap {
  readonly scale: number;
  readonly offset: number;
}

/** A map and how well the profiles agree under it, -1 to 1. */
export interface AxisMatch extends AxisMap {
  readonly score: number;
}

/** Scales that are tried, relative to filling B's picture. */
const MAX_SCALE = 2.3;
const SCALE_STEP = 1.04;
/** Share of the shorter profile that both must show. */
const MIN_OVERLAP = 0.6;
const CANDIDATES = 3;
/** Agreement at which no other map is searched. */
const SURE = 0.8;
/** Moves smaller than this share of the side are not tried. */
const LAST_STEP = 4e-4;

/** Find the map that makes the profiles of many pictures agree. */
export function matchProfiles(coarse: ProfilePairs, fine: ProfilePairs): AxisMatch {
  const { size, spanA, spanB } = coarse;
  const lengthA = spanA[1] - spanA[0];
  const lengthB = spanB[1] - spanB[0];
  const fill = lengthB / lengthA;
  const filled = refineMap(fine, { scale: fill, offset: spanB[0] - fill * spanA[0] });
  if (filled.score > SURE) return filled;
  const candidates: AxisMatch[] = [];
  const consider = (scale: number): void => {
    let best: AxisMatch | null = null;
    const shown = Math.min(lengthA * scale, lengthB);
    const first = spanB[0] - spanA[0] * scale - lengthA * scale + MIN_OVERLAP * shown;
    const last = spanB[1] - spanA[0] * scale - MIN_OVERLAP * shown;
    for (let offset = first; offset <= last; offset += 1 / size) {
      const score = scoreMap(coarse, scale, offset);
      if (best === null || score > best.score) best = { scale, offset, score };
    }
    if (best !== null) candidates.push(best);
  };
  consider(fill);
  for (let scale = SCALE_STEP; scale <= MAX_SCALE; scale *= SCALE_STEP) {
    consider(fill * scale);
    consider(fill / scale);
  }
  candidates.sort((one, other) => other.score - one.score);
  const refined = candidates.slice(0, CANDIDATES).map((candidate) => refineMap(fine, candidate));
  return refined.reduce((best, one) => (one.score > best.score ? one : best), filled);
}

/** Climb to the best map near one. */
export function refineMap(profiles: ProfilePairs, start: AxisMap): AxisMatch {
  const { spanA, size } = profiles;
  let best: AxisMatch = { ...start, score: scoreMap(profiles, start.scale, start.offset) };
  // The ends of A's span move in B: they depend on each other less than scale and offset do.
  for (let step = 2 / size; step > LAST_STEP; step /= 2) {
    let isBetter = true;
    for (let round = 0; round < 6 && isBetter; round++) {
      isBetter = false;
      const first = best.scale * spanA[0] + best.offset;
      const last = best.scale * spanA[1] + best.offset;
      for (const [moveFirst, moveLast] of MOVES) {
        const scale = (last + moveLast * step - (first + moveFirst * step)) / (spanA[1] - spanA[0]);
        const offset = first + moveFirst * step - scale * spanA[0];
        const score = scoreMap(profiles, scale, offset);
        if (score > best.score) {
          best = { scale, offset, score };
          isBetter = true;
        }
      }
    }
  }
  return best;
}

const MOVES: readonly (readonly [number, number])[] = [
  [1, 1],
  [-1, -1],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];
