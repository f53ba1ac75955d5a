import { formatPercent } from '../../text/index.ts';
import type { Column, Measures } from '../fingerprint.ts';
import { averageThirds, columnLightness, describeLight, highestThird, lowestThird } from './describe-course.ts';
import { capitalize } from './wording.ts';

/** Upper limits of mean OKLab lightness for each wording; the middle is not mentioned. */
const LIGHTNESS: readonly (readonly [below: number, words: string])[] = [
  [0.25, 'Very dark'],
  [0.4, 'Dark'],
  [0.6, 'Neither dark nor light'],
  [0.75, 'Light'],
  [Number.POSITIVE_INFINITY, 'Very light'],
];

/** Describe how light a film is, and where; null if no column has a value. */
export function describeLightness(columns: readonly Column[]): string | null {
  const mean = average(columns.map(columnLightness));
  if (mean === null) return null;
  const [, words] = LIGHTNESS.find(([below]) => mean < below)!;
  const light = describeLight(columns);
  return `${words} on the whole (mean lightness ${mean.toFixed(2)} of 1)${light === null ? '' : `, ${light}`}.`;
}

/** Standard deviation of lightness within pictures: a ramp from black to white has 0.29. */
const STRONG_CONTRAST = 0.2;
const LITTLE_CONTRAST = 0.1;

/**
 * Describe whether contrast within pictures is high or low; null if neither, or if it was not
 * measured.
 */
export function describeContrast(columns: readonly Column[]): string | null {
  const mean = averageMeasure(columns, ({ contrast }) => contrast);
  if (mean === null || (mean > LITTLE_CONTRAST && mean < STRONG_CONTRAST)) return null;
  const words = mean >= STRONG_CONTRAST ? 'Strong' : 'Little';
  return `${words} contrast within its pictures (deviation of lightness ${mean.toFixed(2)}).`;
}

/** Hasler & Suesstrunk 2003: their viewers' words, with M^(3) for each. */
const COLORFULNESS: readonly (readonly [value: number, words: string])[] = [
  [0, 'Not colourful'],
  [15, 'Slightly colourful'],
  [33, 'Moderately colourful'],
  [45, 'Averagely colourful'],
  [59, 'Quite colourful'],
  [82, 'Highly colourful'],
  [109, 'Extremely colourful'],
];
/** Approximate distance between two of these words. */
const MORE_COLORFUL = 14;

/** Describe how colourful a film is, and where; null if it was not measured. */
export function describeColorfulness(columns: readonly Column[]): string | null {
  const mean = averageMeasure(columns, ({ colorfulness }) => colorfulness);
  if (mean === null) return null;
  const [, words] = COLORFULNESS.reduce((one, other) =>
    Math.abs(other[0] - mean) < Math.abs(one[0] - mean) ? other : one,
  );
  const thirds = averageThirds(columns, ({ measures }) => measures?.colorfulness);
  const most = highestThird(thirds, MORE_COLORFUL);
  const least = lowestThird(thirds, MORE_COLORFUL);
  const where = [most && `most so in its ${most.third} third`, least && `least in its ${least.third}`];
  const said = where.filter((part) => part !== null).join(', ');
  return `${words} (${mean.toFixed(0)}; Hasler and Süsstrunk)${said === '' ? '' : `, ${said}`}.`;
}

/** Below this mean OKLab chroma, a film is neither warm nor cold. */
const HAS_CHROMA = 0.02;
/** Share of all chroma that is warm in a warm film. */
const MOSTLY = 0.75;
/** Minimum difference between thirds, share of all chroma. */
const WARMER = 0.25;

/**
 * Describe whether a film is warm or cold, and where; null if neither, if it has almost no colour,
 * or if it was not measured.
 */
export function describeWarmth(columns: readonly Column[]): string | null {
  const chroma = averageMeasure(columns, (measures) => measures.chroma);
  const warm = averageMeasure(columns, (measures) => (measures.warm ?? 0) * measures.chroma);
  if (chroma === null || warm === null || chroma < HAS_CHROMA) return null;
  const share = warm / chroma;
  // Each third relative to its own chroma; a third without chroma has no value.
  const chromas = averageThirds(columns, ({ measures }) => measures?.chroma);
  const warms = averageThirds(columns, ({ measures }) => measures && (measures.warm ?? 0) * measures.chroma);
  const areTold = chromas !== null && warms !== null && Math.min(...chromas) >= HAS_CHROMA;
  const thirds = areTold ? ([0, 1, 2].map((i) => warms[i]! / chromas[i]!) as [number, number, number]) : null;
  const warmest = highestThird(thirds, WARMER);
  const coldest = lowestThird(thirds, WARMER);
  const where = [
    warmest && `warmest in its ${warmest.third} third`,
    coldest && `coldest in its ${coldest.third} third`,
  ];
  const whole = share >= MOSTLY ? 'mostly warm' : share <= 1 - MOSTLY ? 'mostly cold' : null;
  const said = [whole, ...where].filter((part) => part !== null).join(', ');
  return said === '' ? null : `${capitalize(said)} (${formatPercent(share)} of its colour is warm).`;
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const averageMeasure = (columns: readonly Column[], measure: (measures: Measures) => number): number | null =>
  average(columns.map(({ measures }) => (measures === undefined ? null : measure(measures))));
