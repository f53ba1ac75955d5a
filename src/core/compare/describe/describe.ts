import { roundTo } from '../../fingerprint/index.ts';
import { formatClock, formatCount, formatPercent } from '../../text/index.ts';
import type { Block, Stretch } from '../align/alignment.ts';
import type { ComparedMoment, Comparison } from '../comparison.ts';
import type { Defect } from '../shift/defects/name-defects.ts';
import { type BlockKind, findBlockKinds } from './block-kinds.ts';
import { describeDefect, describePictureParts, describeShift } from './describe-shift.ts';
import { formatSpeedChange, isSameSpeed, nameSpeed } from './speeds.ts';
import { findWorstMoments } from './worst-moments.ts';

/** Stretches that one sentence lists. */
const MAX_LISTED = 6;
/** CIEDE2000 below which a difference has each of these words. */
const DIFFERENCES: readonly (readonly [below: number, words: string])[] = [
  [1, 'not visible'],
  [2, 'barely visible'],
  [5, 'visible side by side'],
  [10, 'clearly visible'],
];
const LARGE = 'large';

/**
 * Describe a comparison in sentences of plain English, the most important first: same film or not,
 * speed, what is missing, added, moved or repeated, crop, colour shift, defects, differences,
 * distances.
 *
 * @returns at least two sentences or groups of sentences, without line breaks. They call the films
 *   A and B and do not contain titles or names. Times are `h:mm:ss.s` on each film's own clock.
 */
export function describeComparison(comparison: Comparison): string[] {
  return [
    describeSameness(comparison),
    ...(comparison.sameFilm ? describeAlignment(comparison) : []),
    ...describePictureParts(comparison.crop),
    ...describeShift(comparison),
    ...listDefects(comparison).map((code) =>
      describeDefect(code, comparison.defectsOf.find(({ defect }) => defect === code)?.film),
    ),
    ...describeDifferences(comparison),
    describeDistances(comparison),
  ];
}

/** Write a time as `h:mm:ss.s`. */
export const formatFilmTime = (seconds: number): string =>
  formatClock(Math.max(0, seconds), { decimals: 1, rounding: 'nearest', hasHours: true });

/** Write a stretch as "0:03:10.0 to 0:03:22.0". */
export const formatStretch = ({ from, to }: Stretch): string => `${formatFilmTime(from)} to ${formatFilmTime(to)}`;

/** Write a length: "12.3 s", from one minute up "1:02.3". */
export const formatLength = (seconds: number): string =>
  seconds < 59.95 ? `${seconds.toFixed(1)} s` : formatClock(seconds, { decimals: 1, rounding: 'nearest' });

const lengthOf = ({ from, to }: Stretch): number => to - from;
const sumLengths = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, stretch) => sum + lengthOf(stretch), 0);

function describeSameness({ sameFilm, a, b, onlyA, onlyB }: Comparison): string {
  if (!sameFilm) return 'A and B are different films.';
  const shared = (film: Stretch, only: readonly Stretch[]) => {
    const all = formatLength(lengthOf(film));
    return only.length === 0 ? `all ${all}` : `${formatLength(lengthOf(film) - sumLengths(only))} of the ${all}`;
  };
  return `A and B are the same film: B shows ${shared(a, onlyA)} of A, and A shows ${shared(b, onlyB)} of B.`;
}

/** The codes of defects, without one that the speed already names. */
export function listDefects({ defects, speed }: Comparison): Defect[] {
  return defects.filter((code) => code !== 'pal-speed' || speed === null || nameSpeed(speed) === null);
}

function describeAlignment({ speed, blocks, onlyA, onlyB }: Comparison): string[] {
  return [
    ...(speed === null ? [] : [describeSpeed(speed)]),
    ...describeOffset(blocks[0]),
    ...describeOnly('A', 'B', onlyA),
    ...describeOnly('B', 'A', onlyB),
    ...describeOrder(blocks, findBlockKinds(blocks)),
  ];
}

function describeSpeed(speed: number): string {
  if (isSameSpeed(speed)) return 'Both run at the same speed.';
  const cause = nameSpeed(speed);
  return `B runs ${formatSpeedChange(speed)} than A${cause === null ? '' : ` (${cause})`}.`;
}

/** Seconds below which two films begin together. */
const MIN_OFFSET = 0.1;

function describeOffset(first: Block | undefined): string[] {
  if (first === undefined || Math.abs(first.a.from - first.b.from) < MIN_OFFSET) return [];
  return [
    `The first picture of A that B shows too is at ${formatFilmTime(first.a.from)} in A and ${formatFilmTime(first.b.from)} in B.`,
  ];
}

function describeOnly(film: string, other: string, only: readonly Stretch[]): string[] {
  if (only.length === 0) return [];
  const all = formatLength(sumLengths(only));
  const where = listSome(only.map(formatStretch));
  if (only.length === 1) return [`${film} shows ${all} that ${other} lacks: ${where}.`];
  return [`${film} shows ${only.length} stretches that ${other} lacks, ${all} in all: ${where}.`];
}

function describeOrder(blocks: readonly Block[], kinds: readonly BlockKind[]): string[] {
  const list = (kind: BlockKind) =>
    blocks
      .filter((_, i) => kinds[i] === kind)
      .map(({ a, b }) => `${formatStretch(a)} of A at ${formatStretch(b)} of B`);
  const [moved, repeated] = [list('moved'), list('repeated')];
  return [
    ...(moved.length === 0 ? [] : [`B shows in another place: ${listSome(moved)}.`]),
    ...(repeated.length === 0 ? [] : [`Shown twice: ${listSome(repeated)}.`]),
  ];
}

function listSome(items: readonly string[]): string {
  const rest = items.length - MAX_LISTED;
  return items.slice(0, MAX_LISTED).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function describeDifferences({ moments }: Comparison): string[] {
  const alike = moments.filter(({ isMismatch }) => isMismatch !== true);
  return [...describeUsual(alike), ...describeMismatches(moments, alike.length)];
}

function describeUsual(moments: readonly ComparedMoment[]): string[] {
  const [worst] = findWorstMoments(moments, 1);
  if (worst === undefined) return [];
  const usual = medianOf(moments.map(({ difference }) => difference));
  const left = medianOf(moments.map(({ unexplained }) => unexplained));
  const rest = left === usual ? '' : ` After the colour shift of the whole film, ${formatDifference(left)} remains.`;
  return [
    `Where they align, the colours usually differ by ${formatDifference(usual)} CIEDE2000 (median), which is ${judge(usual)}.${rest}`,
    `They differ most at ${formatFilmTime(worst.a)} of A and ${formatFilmTime(worst.b)} of B: ${formatDifference(worst.difference)} CIEDE2000.`,
  ];
}

function describeMismatches(moments: readonly ComparedMoment[], alike: number): string[] {
  const first = moments.find(({ isMismatch }) => isMismatch === true);
  if (first === undefined) return [];
  const count = moments.length - alike;
  return [
    `At ${count} of ${formatCount(moments.length, 'moment')} the pictures show different things, first at ${formatFilmTime(first.a)} of A and ${formatFilmTime(first.b)} of B.`,
  ];
}

/** Write a CIEDE2000 difference: one decimal. */
export const formatDifference = (value: number): string => value.toFixed(1);

const judge = (difference: number): string => DIFFERENCES.find(([below]) => difference < below)?.[1] ?? LARGE;

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function describeDistances({ distance: { palette, course }, nearness }: Comparison): string {
  const distances = `Palette distance ${roundTo(palette, 3)}, course distance ${roundTo(course, 3)}; 0 means equal.`;
  if (nearness === undefined) return distances;
  const percent = (share: number) => formatPercent(share, { decimals: 1 });
  return `${distances} By palette they are nearer than ${percent(nearness.palette)} of the pairs of ${formatCount(nearness.films, 'film')} of the library, by course nearer than ${percent(nearness.course)}.`;
}
