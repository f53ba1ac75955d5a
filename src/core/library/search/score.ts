import {
  AXIS_WEIGHT,
  cellOf,
  DISTANCE_PER_UNIT,
  type PackedPoint,
  packPoint,
  readOklab,
  SHARES,
  toPointSpace,
} from '../points.ts';
import type { ColorTerm, LibraryQuery } from '../query/library-query.ts';

/** An area that is half of what any larger one can add, when no share is wanted. */
const HALF_AREA = 0.05;
/** Share of an excluded colour, above what is allowed, that spoils a moment. */
const MAX_EXCESS = 0.05;
/**
 * Added to the scores of colours before their harmonic mean is taken: the lower, the more a poor
 * match of one colour counts. A picture may lack some of its colours.
 */
const STRICT = 0.05;
const LENIENT = 0.3;

/**
 * Scores a moment: `count` points from `first` on. 0 for no match, 1 for a perfect one.
 *
 * @param admits whether a score is of use: if not, excluded colours are not looked for.
 */
export type ScoreMoment = (
  points: Uint32Array,
  first: number,
  count: number,
  admits: (score: number) => boolean,
) => number;

/**
 * Create the function that scores moments.
 *
 * @param bits as `markCells` returns them: most points are of no cell of a colour, and are skipped.
 */
export function createScorer({ terms, minFound }: LibraryQuery, bits: Uint8Array): ScoreMoment {
  const wanted = terms.filter((term) => !term.isExcluded).map((term, k) => createMeter(term, { bits, bit: 1 << k }));
  const excluded = terms.filter((term) => term.isExcluded).map((term) => createMeter(term, null));
  const slack = minFound < wanted.length ? LENIENT : STRICT;
  return (points, first, count, admits) => {
    let reciprocals = 0;
    for (const meter of wanted) {
      const { nearness, area } = meter.measure(points, first, count);
      reciprocals += 1 / (nearness * fitShare(area, meter.share) + slack);
    }
    let score = wanted.length / reciprocals - slack;
    if (excluded.length === 0 || !admits(score)) return score;
    for (const meter of excluded) {
      const { area } = meter.measure(points, first, count);
      score *= Math.max(0, 1 - Math.max(0, area - (meter.share ?? 0)) / MAX_EXCESS);
    }
    return score;
  };
}

/** How well an area fits, 0 to 1: the wanted share, or else the larger, the better. */
function fitShare(area: number, share: number | null): number {
  if (share === null) return (area * (1 + HALF_AREA)) / (area + HALF_AREA);
  const miss = 1 - Math.min(area, share) / Math.max(area, share);
  return 1 - miss * miss;
}

/** How a moment has a colour. */
interface Match {
  /** 1 for the colour itself, 0 from the tolerance on. */
  nearness: number;
  /** Share of the picture that has the colour, 0 to 1. */
  area: number;
}

interface Meter {
  readonly share: number | null;
  /** The result is valid until the next call. */
  readonly measure: (points: Uint32Array, first: number, count: number) => Match;
}

/** @param cells the cells that the colour can match, by a bit; null for any. */
function createMeter(
  { colors, share, tolerance }: ColorTerm,
  cells: { readonly bits: Uint8Array; readonly bit: number } | null,
): Meter {
  const targets = colors.map((color) => packPoint(toPointSpace(readOklab(color)), 1));
  const radius = tolerance * DISTANCE_PER_UNIT;
  // Of squared differences of bytes.
  const lightnessWeight = 1 / (255 * radius) ** 2;
  const axisWeight = (AXIS_WEIGHT / (384 * radius)) ** 2;
  const nearnessOf = (point: PackedPoint): number => {
    let least = 1;
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i]!;
      const dL = (point >>> 24) - (target >>> 24);
      const da = ((point >>> 16) & 255) - ((target >>> 16) & 255);
      const db = ((point >>> 8) & 255) - ((target >>> 8) & 255);
      const square = dL * dL * lightnessWeight + (da * da + db * db) * axisWeight;
      if (square < least) least = square;
    }
    return 1 - least;
  };
  const match: Match = { nearness: 0, area: 0 };
  return {
    share,
    measure(points, first, count) {
      match.nearness = 0;
      match.area = 0;
      for (let i = first; i < first + count; i++) {
        const point = points[i]!;
        if (cells !== null && (cells.bits[cellOf(point)]! & cells.bit) === 0) continue;
        const nearness = nearnessOf(point);
        if (nearness <= 0) continue;
        match.nearness = Math.max(match.nearness, nearness);
        match.area += SHARES[point & 255]! * Math.min(1, 2 * nearness);
      }
      // Shares are rounded.
      match.area = Math.min(1, match.area);
      return match;
    },
  };
}
