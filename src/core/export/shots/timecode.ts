import { OptionError } from '../../options/index.ts';
import { canDropFrames, type EditRate } from './edit-rate.ts';

/** The timecode of a film: that of its first frame, and whether it drops frame numbers. */
export interface TimecodeClock {
  readonly editRate: EditRate;
  /** Frames from 00:00:00:00 to the first frame of the film. */
  readonly startFrame: number;
  readonly isDropFrame: boolean;
}

/** Hours, minutes, seconds and frames; a semicolon before frames means drop frame. */
const FORM = /^(\d\d):([0-5]\d):([0-5]\d)([:;])(\d{2,3})$/;
const EXPECTED = 'a timecode such as 01:00:00:00, or 01:00:00;00 for drop frame';

/**
 * Check the form of a timecode before the rate of the film is known.
 *
 * @throws {OptionError}
 */
export function checkTimecode(option: string, text: string): void {
  const match = FORM.exec(text);
  if (match === null || Number(match[1]) > 23) {
    throw new OptionError('wrong-value', option, `expected ${EXPECTED}, got ${JSON.stringify(text)}`);
  }
}

/**
 * Choose the timecode of a film.
 *
 * @param start timecode of its first frame; when absent, 00:00:00:00, which drops frame numbers at
 * 29.97 and 59.94.
 * @throws {OptionError} for a timecode that does not exist at this rate.
 */
export function createTimecodeClock(editRate: EditRate, start: string | undefined): TimecodeClock {
  if (start === undefined) return { editRate, startFrame: 0, isDropFrame: canDropFrames(editRate) };
  checkTimecode('startTimecode', start);
  const [, hours, minutes, seconds, separator, frames] = FORM.exec(start)!;
  const { timebase } = editRate;
  const isDropFrame = separator === ';';
  const refuse = (why: string) => new OptionError('wrong-value', 'startTimecode', `${start} ${why}`);
  if (isDropFrame && !canDropFrames(editRate)) throw refuse('drops frames, which only 29.97 and 59.94 do');
  if (Number(frames) >= timebase) throw refuse(`does not exist: a second has ${timebase} frames`);
  const allMinutes = Number(hours) * 60 + Number(minutes);
  const numbered = (allMinutes * 60 + Number(seconds)) * timebase + Number(frames);
  if (!isDropFrame) return { editRate, startFrame: numbered, isDropFrame };
  const dropped = droppedPerMinute(timebase);
  if (Number(seconds) === 0 && allMinutes % 10 !== 0 && Number(frames) < dropped) {
    throw refuse('does not exist: drop frame leaves it out');
  }
  return { editRate, startFrame: numbered - dropped * (allMinutes - Math.floor(allMinutes / 10)), isDropFrame };
}

/** Drop frame leaves out 2 numbers of 30, or 4 of 60, each minute but every tenth. */
const droppedPerMinute = (timebase: number): number => timebase / 15;

/**
 * Write the timecode of a frame of the film: "01:00:12:05", or "01:00:12;05" with dropped frame
 * numbers. It starts again after 24 hours.
 *
 * @param frame counted from 0, the first frame of the film.
 * @see SMPTE ST 12-1
 */
export function formatTimecode({ editRate, startFrame, isDropFrame }: TimecodeClock, frame: number): string {
  return formatFrames(editRate.timebase, isDropFrame, startFrame + frame);
}

/** Write a number of frames as timecode from 00:00:00:00. */
export function formatFrames(timebase: number, isDropFrame: boolean, frames: number): string {
  const number = isDropFrame ? numberFrame(frames, timebase) : frames;
  const seconds = Math.floor(number / timebase);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(padTwo);
  return `${parts.join(':')}${isDropFrame ? ';' : ':'}${padTwo(number % timebase)}`;
}

/** Add the numbers that drop frame leaves out before a frame. */
function numberFrame(frame: number, timebase: number): number {
  const dropped = droppedPerMinute(timebase);
  const perMinute = timebase * 60 - dropped;
  const perTenMinutes = timebase * 600 - 9 * dropped;
  const [tens, rest] = [Math.floor(frame / perTenMinutes), frame % perTenMinutes];
  // The first of ten minutes is a whole one.
  const minutes = Math.max(0, Math.floor((rest - dropped) / perMinute));
  return frame + dropped * (9 * tens + minutes);
}

const padTwo = (value: number): string => String(value).padStart(2, '0');
