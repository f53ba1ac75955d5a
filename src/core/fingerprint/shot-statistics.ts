import type { Shot } from './fingerprint.ts';
import { TRANSITION_KINDS, type TransitionKind } from './shot.ts';
import { isBlackColumn } from './trim.ts';

/** How long the shots of a film are, and how they follow each other. */
export interface ShotStatistics {
  /**
   * Number of shots, without blank ones ({@link isBlankShot}) unless all are. At least one. All
   * figures but transitions are of these shots.
   */
  readonly count: number;
  /** Number of shots that are left out. */
  readonly blanks: number;
  /** Number of scenes. */
  readonly scenes: number;
  readonly lengths: ShotLengths;
  /** Number of transitions of each kind, blank shots included. */
  readonly transitions: Readonly<Record<TransitionKind, number>>;
  /** The cutting rate over time, in order of time. */
  readonly rates: readonly CuttingRate[];
}

/** Lengths of shots, seconds. */
export interface ShotLengths {
  /** "Average shot length", ASL in the literature. */
  readonly mean: number;
  /** "Median shot length", MSL in the literature. */
  readonly median: number;
  /** A quarter of the shots are shorter, a quarter longer (linear interpolation, type 7 in R). */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly shortest: number;
  readonly longest: number;
}

/** How fast a film cuts around an instant. */
export interface CuttingRate {
  /** The middle of the window, seconds on the film's own clock. */
  readonly time: number;
  readonly shotsPerMinute: number;
}

/** The window of cutting rates is a tenth of the range, from 10 seconds to 5 minutes. */
const WINDOW_SHARE = 10;
const MIN_WINDOW = 10;
const MAX_WINDOW = 300;
/** Windows overlap by three quarters. */
const STEPS_PER_WINDOW = 4;

/** Deviation of lightness below which a picture is flat: a small title on black has 0.03. */
const FLAT = 0.01;
/** Share of a shot's frames from which its transition is all of it. */
const NEARLY_ALL = 0.9;

/**
 * Whether a shot is no shot of the film: it shows only black, or it lies at a fade and is flat or
 * hardly more than the fade-out that opens it.
 */
export function isBlankShot(shots: readonly Shot[], index: number): boolean {
  const shot = shots[index]!;
  if (isBlackColumn(shot)) return true;
  const { transition, measures, fromFrame, toFrame } = shot;
  const isFadedOut = transition?.kind === 'fade-out';
  if (isFadedOut && transition.toFrame - fromFrame >= NEARLY_ALL * (toFrame - fromFrame)) return true;
  const isAtFade = isFadedOut || shots[index + 1]?.transition?.kind === 'fade-in';
  return isAtFade && measures !== undefined && measures.contrast < FLAT;
}

/**
 * Measure the shots of a film.
 *
 * @param shots in order of time, at least one.
 */
export function measureShots(shots: readonly Shot[]): ShotStatistics {
  const filled = shots.filter((_, i) => !isBlankShot(shots, i));
  const counted = filled.length === 0 ? shots : filled;
  const kinds = TRANSITION_KINDS.map((kind) => [kind, shots.filter((shot) => shot.transition?.kind === kind).length]);
  return {
    count: counted.length,
    blanks: shots.length - counted.length,
    scenes: new Set(shots.map(({ scene }) => scene)).size,
    lengths: measureLengths(counted),
    transitions: Object.fromEntries(kinds) as Record<TransitionKind, number>,
    rates: measureRates(counted, shots[0]!.from, shots.at(-1)!.to),
  };
}

const secondsOf = ({ from, to }: Shot): number => to - from;

function measureLengths(shots: readonly Shot[]): ShotLengths {
  const lengths = shots.map(secondsOf).sort((one, other) => one - other);
  return {
    mean: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    median: quantile(lengths, 0.5),
    lowerQuartile: quantile(lengths, 0.25),
    upperQuartile: quantile(lengths, 0.75),
    shortest: lengths[0]!,
    longest: lengths.at(-1)!,
  };
}

/**
 * Interpolate a quantile between the two nearest values.
 *
 * @param sorted ascending, at least one.
 * @see Hyndman & Fan 1996, definition 7.
 */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (place - below) * (high - low);
}

/**
 * Measure the cutting rate in a window that moves over the range. A shot counts by its share inside
 * the window, so that one that reaches over an end is counted neither twice nor not at all.
 *
 * @param shots those that count, at least one.
 */
function measureRates(shots: readonly Shot[], start: number, end: number): CuttingRate[] {
  const range = end - start;
  const window = Math.min(range, Math.max(MIN_WINDOW, Math.min(MAX_WINDOW, range / WINDOW_SHARE)));
  const steps = Math.round(((range - window) / window) * STEPS_PER_WINDOW);
  const rates: CuttingRate[] = [];
  let first = 0;
  for (let i = 0; i <= steps; i++) {
    const from = start + (steps === 0 ? 0 : (i * (range - window)) / steps);
    const to = from + window;
    while (first < shots.length && shots[first]!.to <= from) first++;
    let count = 0;
    for (let k = first; k < shots.length && shots[k]!.from < to; k++) {
      const shot = shots[k]!;
      count += (Math.min(shot.to, to) - Math.max(shot.from, from)) / secondsOf(shot);
    }
    rates.push({ time: (from + to) / 2, shotsPerMinute: (60 * count) / window });
  }
  return rates;
}
