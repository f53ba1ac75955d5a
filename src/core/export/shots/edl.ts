import type { Fingerprint } from '../../fingerprint/index.ts';
import { createEditList, type EditList, type EditListOptions } from './edit-list.ts';
import { describeShotColors, type NamedShot } from './named-shot.ts';
import { formatFrames, formatTimecode } from './timecode.ts';

/** Events of the format: three digits. */
const MAX_EVENTS = 999;
/** Frames of a transition: one byte of the edit controller. */
const MAX_TRANSITION = 255;
/** Characters of a reel and of a title. */
const REEL_LENGTH = 8;
const TITLE_LENGTH = 70;
/** The reel of black. */
const BLACK = 'BL';
/** Reels with a meaning of their own: black, an auxiliary source, colour bars. */
const RESERVED_REELS = [BLACK, 'AX', 'BARS', 'NONE'];
/** The reel of a film whose name has no letter of the format. */
const DEFAULT_REEL = 'FILM';

/**
 * Write shots as an edit decision list, CMX 3600: one event a shot, for editing and grading programs.
 *
 * OUT is the frame after the last one, so that each event begins where the one before it ends.
 * Source and record times are equal: the list cuts the film into its shots. Frames are counted, so
 * that 23.976 does not drift from its timecode. A dissolve is a `D` event, a wipe `W001`; a fade is a
 * dissolve from or to the reel of black, `BL`.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @throws {OptionError} for a timecode that does not exist at the rate of the film.
 */
export function shotsToEdl(fingerprint: Fingerprint, options: EditListOptions = {}): string {
  const list = createEditList(fingerprint, options);
  const head = [
    `TITLE: ${list.title.slice(0, TITLE_LENGTH)}`,
    `FCM: ${list.clock.isDropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    '',
  ];
  const reel = nameReel(list.fileName);
  return `${[...head, ...list.shots.flatMap((_, i) => formatEvent(list, reel, i))].join('\n')}\n`;
}

/** Warn where shots go beyond the limits of the format. */
export function findEdlWarnings({ shots }: EditList): string[] {
  const warnings: string[] = [];
  if (shots.length > MAX_EVENTS) {
    warnings.push(
      `${shots.length} shots: CMX 3600 numbers events up to ${MAX_EVENTS}; some programs read no more of the .edl`,
    );
  }
  const long = shots.filter(({ transitionFrames }) => transitionFrames > MAX_TRANSITION).length;
  if (long > 0) {
    warnings.push(
      `transitions over ${MAX_TRANSITION} frames are shortened to that in the .edl, which has no longer ones`,
    );
  }
  return warnings;
}

/** Name the reel after a file: at most eight letters and digits. */
function nameReel(fileName: string): string {
  const reel = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, REEL_LENGTH);
  if (reel === '') return DEFAULT_REEL;
  return RESERVED_REELS.includes(reel) ? `R${reel}` : reel;
}

/** The lines of a shot: one for a cut; for a transition two, the outgoing source first. */
function formatEvent({ shots, clock, fileName }: EditList, filmReel: string, index: number): string[] {
  const shot = shots[index]!;
  const { transition, transitionFrames: duration } = shot;
  const number = String(shot.number).padStart(3, '0').padEnd(5);
  const formatLine = (isBlack: boolean, type: string, outgoing: boolean) => {
    const frames = outgoing ? 0 : shot.frames;
    const source = isBlack
      ? [0, frames].map((frame) => formatFrames(clock.editRate.timebase, clock.isDropFrame, frame))
      : [shot.fromFrame, shot.fromFrame + frames].map((frame) => formatTimecode(clock, frame));
    const record = [shot.fromFrame, shot.fromFrame + frames].map((frame) => formatTimecode(clock, frame));
    const reel = isBlack ? BLACK : filmReel;
    return `${number}${reel.padEnd(REEL_LENGTH)} V     ${type.padEnd(8)} ${[...source, ...record].join(' ')}`;
  };
  const isBlack = isBlackShot(shot);
  const colors = describeShotColors(shot.colors);
  const comment = `* SHOT ${shot.number}${colors === '' ? '' : `: ${colors}`}`;
  const nameClip = (from: boolean) => `* ${from ? 'FROM' : 'TO'} CLIP NAME: ${fileName}`;
  if (transition === null || duration === 0) {
    return [formatLine(isBlack, 'C', false), ...(isBlack ? [] : [nameClip(true)]), comment];
  }
  const wasBlack = transition.kind === 'fade-in' && !isWhite(shots[index - 1]!);
  const code = transition.kind === 'wipe' ? 'W001' : 'D';
  const type = `${code.padEnd(4)} ${String(Math.min(duration, MAX_TRANSITION)).padStart(3, '0')}`;
  return [
    formatLine(wasBlack, 'C', true),
    formatLine(isBlack, type, false),
    ...(wasBlack ? [] : [nameClip(true)]),
    ...(isBlack ? [] : [nameClip(false)]),
    `${comment}${transition.kind === 'dissolve' ? '' : ` (${transition.kind})`}`,
  ];
}

const isBlackShot = (shot: NamedShot): boolean => shot.isBlank && !isWhite(shot);

/** Fades go to black or to white: half way between them in OKLab lightness. */
const isWhite = ({ measures }: NamedShot): boolean => measures !== undefined && measures.lightness > 0.5;
