import type { Fingerprint } from '../fingerprint/index.ts';
import { isBlackColumn, isReadableTitle, UNREADABLE_TITLE } from '../fingerprint/index.ts';
import { type FilmInfo, formatCount, type Gap, warnOfClocks } from '../frame/index.ts';
import type { AssemblyOptions, FilmSampling } from './film-sampling.ts';

/** A film is cut off if it is shorter than its header says by more than this: muxers round by less. */
const MIN_LENGTH_RATIO = 0.98;
const MAX_SHORT_SECONDS = 0.5;

/**
 * List what a user should know about a film that was read all the same, each a sentence without
 * capital and full stop.
 *
 * @param sampled columns before black ends were left out.
 */
export function listFilmWarnings(
  { info, gaps }: FilmSampling,
  { film, sampling, columns }: Fingerprint,
  options: AssemblyOptions,
  damagedPackets: number,
  sampled: number,
): string[] {
  const seconds = film.durationSeconds;
  const { askedEnd } = options;
  return [
    ...warnOfLength(info, seconds),
    ...warnOfClocks(info.parts),
    ...warnOfDamage(sampling.missing, sampling.samples, damagedPackets),
    ...gaps.map(describeGap),
    ...(sampling.mode === 'exact' ? warnOfFewFrames(options.askedSamples, sampled) : []),
    ...(options.trim === 'black' && columns.every(isBlackColumn)
      ? ['there is nothing but black, so none of it was left out']
      : []),
    ...(isReadableTitle(info.title) ? [] : [UNREADABLE_TITLE]),
    ...(askedEnd !== null && askedEnd > seconds
      ? [`the film ends after ${formatSeconds(seconds)}; sampled up to there`]
      : []),
  ];
}

function warnOfLength({ claimedSeconds }: FilmInfo, seconds: number): string[] {
  const isShort =
    claimedSeconds !== null &&
    seconds < claimedSeconds * MIN_LENGTH_RATIO &&
    claimedSeconds - seconds > MAX_SHORT_SECONDS;
  if (!isShort) return [];
  return [
    `the film breaks off after ${formatSeconds(seconds)} of ${formatSeconds(claimedSeconds)}; sampled what is there`,
  ];
}

function warnOfDamage(missing: number, samples: number, damagedPackets: number): string[] {
  if (missing > 0) {
    const columns = missing === 1 ? 'its column is' : 'their columns are';
    return [`${missing} of ${formatCount(samples, 'frame')} could not be decoded; ${columns} left empty`];
  }
  if (damagedPackets === 0) return [];
  return [`${formatCount(damagedPackets, 'packet is', 'packets are')} damaged; none of the sampled frames is`];
}

const describeGap = ({ from, to }: Gap): string =>
  `there are no frames from ${formatSeconds(from)} to ${formatSeconds(to)}; the last one before stands for them`;

function warnOfFewFrames(asked: number | null, sampled: number): string[] {
  if (asked === null || sampled >= asked) return [];
  const are = formatCount(sampled, 'frame');
  const were = formatCount(sampled, 'instant was', 'instants were');
  return [`there ${sampled === 1 ? 'is' : 'are'} ${are}, so ${were} sampled, not ${asked}`];
}

const formatSeconds = (seconds: number): string => `${Math.round(seconds * 10) / 10} s`;
