import type { ColorPairs } from '../color-pairs.ts';
import type { CropShift } from '../crop/crop-shift.ts';
import type { Shift } from '../shift.ts';
import { findColorKinds } from './color-kind.ts';
import { findCodeDefect } from './find-code-defect.ts';

/** A known defect or change of a film. */
export type Defect =
  | 'gamma-twice'
  | 'gamma-missing'
  | 'full-as-limited'
  | 'limited-as-full'
  | 'bt601-as-bt709'
  | 'bt709-as-bt601'
  | 'channels-swapped'
  | 'black-and-white'
  | 'sepia'
  | 'tinted'
  | 'mirrored'
  | 'squeezed'
  | 'pal-speed'
  | 'ntsc-speed'
  | 'fields-doubled';

/** A defect, and which film has it. */
export interface NamedDefect {
  readonly defect: Defect;
  readonly film: 'a' | 'b';
}

/** What is known of two editions; what is absent is not judged. */
export interface DefectEvidence {
  readonly colors?: ColorPairs | null;
  /** The shift that was fitted to these colours. */
  readonly shift?: Shift | null;
  readonly crop?: CropShift | null;
  /** Seconds of A in one second of B. */
  readonly speed?: number;
  /** Frames per second of each film. */
  readonly frameRates?: { readonly a: number; readonly b: number };
}

/** 25 frames a second from 24 or from 24000/1001. */
const PAL_SPEEDS = [25 / 24, 25025 / 24000];
const NTSC_SPEED = 1001 / 1000;
/** How near a measured speed must be. PAL_SPEEDS are 0.001 apart from each other. */
const MAX_SPEED_ERROR = 0.0003;
/** Stretches of films that were shown without the stretch their pixels need. */
const MIN_SQUEEZE = 1.2;
const MAX_SQUEEZE = 2.1;

/**
 * Name the known defects by which two editions differ. Each is named only if it explains the pairs
 * nearly as well as a free fit, and far better than no change.
 *
 * @returns in a fixed order. A relation that is a defect of B or the opposite one of A goes to the
 *   film that looks like it, and to B in doubt.
 */
export function nameDefects({ colors, shift, crop, speed, frameRates }: DefectEvidence): NamedDefect[] {
  const defects: NamedDefect[] = [];
  if (colors && shift && colors.weights.length > 0) {
    const code = findCodeDefect(colors, shift);
    if (code !== null) defects.push(code);
    defects.push(...findColorKinds(colors));
  }
  if (crop) defects.push(...nameCropDefects(crop));
  if (speed !== undefined) defects.push(...nameSpeedDefects(speed, frameRates));
  return defects;
}

function nameCropDefects({ isMirrored, stretch }: CropShift): NamedDefect[] {
  const defects: NamedDefect[] = [];
  if (isMirrored) defects.push({ defect: 'mirrored', film: 'b' });
  const squeeze = Math.max(stretch, 1 / stretch);
  if (squeeze > MIN_SQUEEZE && squeeze < MAX_SQUEEZE) {
    defects.push({ defect: 'squeezed', film: stretch < 1 ? 'b' : 'a' });
  }
  return defects;
}

function nameSpeedDefects(speed: number, frameRates: DefectEvidence['frameRates']): NamedDefect[] {
  const isNear = (value: number): boolean => Math.abs(speed / value - 1) < MAX_SPEED_ERROR;
  const defects: NamedDefect[] = [];
  for (const pal of PAL_SPEEDS) {
    if (isNear(pal)) defects.push({ defect: 'pal-speed', film: 'b' });
    else if (isNear(1 / pal)) defects.push({ defect: 'pal-speed', film: 'a' });
  }
  if (isNear(NTSC_SPEED)) defects.push({ defect: 'ntsc-speed', film: 'a' });
  else if (isNear(1 / NTSC_SPEED)) defects.push({ defect: 'ntsc-speed', film: 'b' });
  if (frameRates) {
    // How many frames of B show what one frame of A shows.
    const frames = frameRates.b / (frameRates.a * speed);
    if (Math.abs(frames - 2) < 0.02) defects.push({ defect: 'fields-doubled', film: 'b' });
    else if (Math.abs(2 * frames - 1) < 0.01) defects.push({ defect: 'fields-doubled', film: 'a' });
  }
  return defects;
}
