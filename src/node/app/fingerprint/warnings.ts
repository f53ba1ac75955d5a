import { type Fingerprint, isBlackColumn, isReadableTitle, UNREADABLE_TITLE } from '../../../core/fingerprint/index.ts';
import { formatCount, warnOfClocks } from '../../../core/frame/index.ts';
import type { CheckedFingerprintOptions } from './options.ts';
import type { FilmPlan } from './plan.ts';

/** A film that is shorter than its header says by more than this much is taken for cut off: muxers round by less. */
const SHORT_BY_RATIO = 0.98;
const SHORT_BY_SECONDS = 0.5;

/**
 * Say in sentences what a user should know about a film that was read all the same.
 *
 * @param sampled how many instants were, black ones at the ends included.
 */
export function warnOfFilm(
  { info, gaps }: FilmPlan,
  { film, sampling, columns }: Fingerprint,
  options: CheckedFingerprintOptions,
  damagedPackets: number,
  sampled: number,
): string[] {
  const warnings: string[] = [];
  const { claimedSeconds } = info;
  const seconds = film.durationSeconds;
  if (
    claimedSeconds !== null &&
    seconds < claimedSeconds * SHORT_BY_RATIO &&
    claimedSeconds - seconds > SHORT_BY_SECONDS
  ) {
    warnings.push(
      `the film breaks off after ${formatSeconds(seconds)} of ${formatSeconds(claimedSeconds)}; sampled what is there`,
    );
  }
  warnings.push(...warnOfClocks(info.parts));
  if (sampling.missing > 0) {
    warnings.push(
      `${sampling.missing} of ${formatCount(sampling.samples, 'frame')} could not be decoded; ${sampling.missing === 1 ? 'its column is' : 'their columns are'} left empty`,
    );
  } else if (damagedPackets > 0) {
    warnings.push(`${formatCount(damagedPackets, 'packet is', 'packets are')} damaged; none of the sampled frames is`);
  }
  for (const { from, to } of gaps) {
    warnings.push(
      `there are no frames from ${formatSeconds(from)} to ${formatSeconds(to)}; the last one before stands for them`,
    );
  }
  if (sampling.mode === 'exact' && options.hasSamples && sampled < options.samples) {
    const are = formatCount(sampled, 'frame');
    const were = formatCount(sampled, 'instant was', 'instants were');
    warnings.push(`there ${sampled === 1 ? 'is' : 'are'} ${are}, so ${were} sampled, not ${options.samples}`);
  }
  if (options.trim === 'black' && columns.every(isBlackColumn)) {
    warnings.push('there is nothing but black, so none of it was left out');
  }
  if (!isReadableTitle(info.title)) warnings.push(UNREADABLE_TITLE);
  if (options.to !== null && options.to > seconds) {
    warnings.push(`the film ends after ${formatSeconds(seconds)}; sampled up to there`);
  }
  return warnings;
}

const formatSeconds = (seconds: number): string => `${Math.round(seconds * 10) / 10} s`;
