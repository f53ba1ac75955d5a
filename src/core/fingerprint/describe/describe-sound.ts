import { formatClock } from '../../text/index.ts';
import type { Column, Fingerprint } from '../fingerprint.ts';
import { averageThirds, THIRDS } from './describe-course.ts';

/** Ratio of mean squares: 3 dB, audible to every listener. */
const LOUDER = 2;

/**
 * Describe where a film is loudest, or that it has no sound; null if loudness was not measured, or
 * all is silent.
 */
export function describeSound({ film, columns }: Fingerprint): string | null {
  if (film.sound === null) return 'Without sound.';
  const heard = columns.filter(({ sound }) => sound !== null && sound !== undefined);
  const loudest = heard.reduce<Column | null>(
    (one, other) => (one === null || other.sound!.lufs > one.sound!.lufs ? other : one),
    null,
  );
  if (loudest === null || loudest.sound!.rms === 0) return null;
  const powers = averageThirds(columns, ({ sound }) => sound && sound.rms * sound.rms);
  const third =
    powers === null
      ? undefined
      : THIRDS.find((_, i) => powers.every((power, k) => k === i || powers[i]! >= LOUDER * power));
  const moment = `${formatClock(loudest.time)} (${loudest.sound!.lufs.toFixed(1)} LUFS)`;
  if (third === undefined) return `Its loudest moment is at ${moment}.`;
  return `Loudest in its ${third} third, its loudest moment at ${moment}.`;
}
