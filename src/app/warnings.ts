import type { Fingerprint } from '../fingerprint/index.ts';
import type { FilmInfo } from '../frame/index.ts';
import type { CheckedFingerprintOptions } from './fingerprint-options.ts';

/** A film that is shorter than its header says by more than this much is taken for cut off: muxers round by less. */
const SHORT_BY_RATIO = 0.98;
const SHORT_BY_SECONDS = 0.5;

/** Say in sentences what a user should know about a film that was read all the same. */
export function warnOfFilm(
  info: FilmInfo,
  { film, sampling }: Fingerprint,
  options: CheckedFingerprintOptions,
  damagedPackets: number,
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
  if (sampling.missing > 0) {
    warnings.push(
      `${sampling.missing} of ${sampling.samples} frames could not be decoded; their columns are left empty`,
    );
  } else if (damagedPackets > 0) {
    warnings.push(`${damagedPackets} damaged packets; the decoder mended what it could`);
  }
  if (options.hasSamples && sampling.samples < options.samples) {
    warnings.push(
      `there are ${sampling.samples} frames, so ${sampling.samples} instants were sampled, not ${options.samples}`,
    );
  }
  if (options.to !== null && options.to > seconds) {
    warnings.push(`the film ends after ${formatSeconds(seconds)}; sampled up to there`);
  }
  return warnings;
}

const formatSeconds = (seconds: number): string => `${Math.round(seconds * 10) / 10} s`;
