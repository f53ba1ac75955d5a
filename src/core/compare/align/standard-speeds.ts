/**
 * Speeds at which editions run: as made; 24 frames shown at 23.976; 24 or 23.976 shown at 25 (PAL);
 * and the other way round.
 */
const STANDARD = [1, 1001 / 1000, 25 / 24, (25 * 1001) / 24_000] as const;
const STANDARD_SPEEDS: readonly number[] = STANDARD.flatMap((speed) => [speed, 1 / speed]);

/** A speed is standard if it differs by at most this many standard errors and this share. */
const ERRORS = 3;
const SHARE = 0.0001;
/** Never over half of the way to the next standard speed. */
const MAX_SHARE = 0.0004;

/** Columns and frames by which films may seem to drift that run frame for frame: the smaller counts. */
const MAX_DRIFT_COLUMNS = 1.5;
const MAX_DRIFT_FRAMES = 3;

/** What is known of two films beside a measured speed. */
export interface SpeedPrior {
  /** Seconds of A in one of B if B shows A frame for frame: the rate of B by that of A. */
  readonly frameForFrame: number;
  /** Seconds of the longer column, and of the longer frame. */
  readonly column: number;
  readonly frame: number;
  /** Seconds of A of the longest segment. */
  readonly seconds: number;
}

/**
 * The speed that a measured one stands for: frame for frame, if it differs by no more than can be
 * measured; else the standard speed next to it; the measured one if none is near.
 */
export function snapSpeed(speed: number, error: number, prior: SpeedPrior): number {
  const nearest = STANDARD_SPEEDS.reduce((one, other) =>
    Math.abs(other - speed) < Math.abs(one - speed) ? other : one,
  );
  const measured = ERRORS * error + SHARE;
  const drift = Math.min(MAX_DRIFT_COLUMNS * prior.column, MAX_DRIFT_FRAMES * prior.frame) / prior.seconds;
  if (isNear(prior.frameForFrame, speed, Math.max(measured, drift))) {
    const standard = STANDARD_SPEEDS.find((each) => isNear(each, prior.frameForFrame, SAME_RATE));
    return standard ?? prior.frameForFrame;
  }
  return isNear(nearest, speed, Math.min(MAX_SHARE, measured)) ? nearest : speed;
}

/** Containers round frame rates. */
const SAME_RATE = 1e-5;

const isNear = (one: number, other: number, share: number): boolean => Math.abs(one - other) <= share * other;
