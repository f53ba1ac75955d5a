import type { Fingerprint } from '../../fingerprint/index.ts';
import { type EditRate, findEditRate, fpsOf, isStandardRate } from './edit-rate.ts';
import { type NamedShot, nameShots } from './named-shot.ts';
import { createTimecodeClock, type TimecodeClock } from './timecode.ts';

/** Options of files for editing programs. */
export interface EditListOptions {
  /**
   * Timecode of the first frame of the film: `01:00:00:00`, or `01:00:00;00` with drop frame.
   *
   * @default `00:00:00:00`, with drop frame at 29.97 and 59.94
   */
  readonly startTimecode?: string | undefined;
}

/** A film as an edit list: its shots and how their frames are counted. */
export interface EditList {
  /** Never empty, one line. */
  readonly title: string;
  /** Name of the film's file. */
  readonly fileName: string;
  /** The name as a relative URL. */
  readonly url: string;
  readonly shots: readonly NamedShot[];
  readonly editRate: EditRate;
  readonly clock: TimecodeClock;
  /** Number of frames of the film, at least up to the end of the last shot. */
  readonly filmFrames: number;
}

/**
 * Read the shots of a fingerprint as an edit list.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @throws {OptionError} for a timecode that does not exist at the rate of the film.
 */
export function createEditList(fingerprint: Fingerprint, { startTimecode }: EditListOptions): EditList {
  const shots = nameShots(fingerprint);
  const { name, title, frameRate, durationSeconds } = fingerprint.film;
  const editRate = findEditRate(frameRate);
  return {
    title: toLine(title) || toLine(name) || 'Film',
    fileName: toLine(name),
    url: encodeURIComponent(name),
    shots,
    editRate,
    clock: createTimecodeClock(editRate, startTimecode),
    filmFrames: Math.max(shots.at(-1)!.toFrame, Math.round(durationSeconds * fpsOf(editRate))),
  };
}

/** Line breaks and control characters would end a line of the file. */
const toLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/**
 * Differences, in frames, from which frames are not evenly spaced: a rounded time stays below, and
 * so does the end of a last frame of another length.
 */
const UNEVEN = 0.75;
const UNEVEN_END = 1.75;

/**
 * Warn where an edit list gives other times than the film: its frames are counted at one rate, and
 * those of the film are not evenly spaced, or timecode has no such rate.
 */
export function findRateWarnings({ shots, editRate }: EditList): string[] {
  const fps = fpsOf(editRate);
  const rate = `${Math.round(fps * 1e3) / 1e3}`;
  const warnings: string[] = [];
  if (!isStandardRate(editRate)) {
    warnings.push(
      `the film has ${rate} frames per second on average: timecode in .edl, .otio and .xml counts ${editRate.timebase}, so its times differ from the film's`,
    );
  }
  const last = shots.at(-1)!;
  const atEnd = Math.abs(last.to * fps - last.toFrame);
  const atStarts = Math.max(...shots.map(({ from, fromFrame }) => Math.abs(from * fps - fromFrame)));
  if (atStarts >= UNEVEN || atEnd >= UNEVEN_END) {
    const apart = `${(Math.max(atStarts, atEnd) / fps).toFixed(1)} s`;
    warnings.push(
      `frames are not evenly spaced: .edl, .otio and .xml count them at ${rate} per second, so their times differ from the film's by up to ${apart}`,
    );
  }
  return warnings;
}
