import { formatClock, formatCount } from '../../text/index.ts';
import type { Shot } from '../fingerprint.ts';
import type { TransitionKind } from '../shot.ts';
import { type CuttingRate, measureShots, type ShotStatistics } from '../shot-statistics.ts';
import { listWords } from './wording.ts';

/** Words for transitions, one and several, in the order in which they are listed. */
const TRANSITIONS: Readonly<Record<TransitionKind, readonly [one: string, many: string]>> = {
  cut: ['cut', 'cuts'],
  dissolve: ['dissolve', 'dissolves'],
  'fade-in': ['fade-in', 'fade-ins'],
  'fade-out': ['fade-out', 'fade-outs'],
  wipe: ['wipe', 'wipes'],
  other: ['other transition', 'other transitions'],
};

/**
 * Describe the shots of a film: how many and how long, their transitions, and where it cuts fastest
 * and slowest if that differs clearly.
 */
export const describeShots = (shots: readonly Shot[]): string[] => describeStatistics(measureShots(shots));

/** Describe shots that were measured, as {@link describeShots} does. */
export function describeStatistics(statistics: ShotStatistics): string[] {
  return [describeLengths(statistics), describeTransitions(statistics), describeRates(statistics)].filter(
    (sentence) => sentence !== null,
  );
}

function describeLengths({ count, scenes, lengths }: ShotStatistics): string {
  const { mean, median, lowerQuartile, upperQuartile } = lengths;
  if (count === 1) return `One shot of ${formatSeconds(mean)}.`;
  const scene = scenes > 1 ? ` in ${formatCount(scenes, 'scene')}` : '';
  const half = `half of them from ${lowerQuartile.toFixed(1)} to ${formatSeconds(upperQuartile)}`;
  return `${formatCount(count, 'shot')}${scene}, ${formatSeconds(mean)} long on average (median ${formatSeconds(median)}, ${half}).`;
}

const formatSeconds = (seconds: number): string => `${seconds.toFixed(1)} s`;

function describeTransitions({ transitions }: ShotStatistics): string | null {
  const kinds = Object.keys(TRANSITIONS) as TransitionKind[];
  const counts = kinds
    .filter((kind) => transitions[kind] > 0)
    .map((kind) => formatCount(transitions[kind], ...TRANSITIONS[kind]));
  return counts.length === 0 ? null : `${listWords(counts)}.`;
}

/** Ratio of cutting rates that a viewer would notice, and shots from which a rate says something. */
const FASTER = 2;
const MIN_SHOTS = 20;

function describeRates({ count, rates }: ShotStatistics): string | null {
  if (count < MIN_SHOTS) return null;
  const fastest = rates.reduce((one, other) => (other.shotsPerMinute > one.shotsPerMinute ? other : one));
  const slowest = rates.reduce((one, other) => (other.shotsPerMinute < one.shotsPerMinute ? other : one));
  if (fastest.shotsPerMinute < FASTER * slowest.shotsPerMinute) return null;
  return `Cut fastest around ${formatRate(fastest)}, slowest around ${formatRate(slowest)}.`;
}

const formatRate = ({ time, shotsPerMinute }: CuttingRate): string =>
  `${formatClock(time)} (${shotsPerMinute.toFixed(shotsPerMinute < 10 ? 1 : 0)} shots per minute)`;
