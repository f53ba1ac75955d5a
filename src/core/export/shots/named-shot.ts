import { nameColor } from '../../color/index.ts';
import { type Fingerprint, gatherScenes, isBlankShot, rankSwatches, type Shot } from '../../fingerprint/index.ts';
import { requireShots } from '../../poster/index.ts';
import { formatPercent } from '../../text/index.ts';
import type { NamedSwatch } from '../named-palette.ts';

/** A shot with its number, and the figures and names that tables and files show. */
export interface NamedShot extends Shot {
  /** Counted from 1, blank shots included. */
  readonly number: number;
  /** Number of frames, its transition included. */
  readonly frames: number;
  /** Length, seconds. */
  readonly seconds: number;
  /** Number of frames of the transition that opens it; 0 for a cut and for the first shot. */
  readonly transitionFrames: number;
  /** Whether it shows nothing: black, or the black or white of a fade. */
  readonly isBlank: boolean;
  /** Those that a viewer would name first, first; none if no frame could be decoded. */
  readonly colors: readonly NamedSwatch[];
}

/**
 * Give the shots of a fingerprint their numbers and figures, and their colours names.
 *
 * @throws {RenderError} `lacks-data` if its shots were not detected.
 */
export function nameShots(fingerprint: Pick<Fingerprint, 'shots'>): NamedShot[] {
  const shots = requireShots(fingerprint);
  return shots.map((shot, i) => {
    const { from, to, fromFrame, toFrame, transition, swatches } = shot;
    const frames = toFrame - fromFrame;
    return {
      ...shot,
      number: i + 1,
      frames,
      seconds: to - from,
      transitionFrames: Math.max(0, Math.min(frames, (transition?.toFrame ?? fromFrame) - fromFrame)),
      isBlank: isBlankShot(shots, i),
      colors: rankSwatches(swatches, 'presence').map((swatch) => ({ ...swatch, name: nameColor(swatch.color).name })),
    };
  });
}

/** A part of a film whose shots belong together. */
export interface NamedScene {
  /** Counted from 1. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly shots: readonly NamedShot[];
}

/** Gather shots by their scenes. */
export const listScenes = (shots: readonly NamedShot[]): NamedScene[] =>
  gatherScenes(shots).map((members) => ({
    number: members[0]!.scene + 1,
    from: members[0]!.from,
    to: members.at(-1)!.to,
    shots: members,
  }));

/** More names would be a list rather than a description. */
const MAX_NAMES = 5;
/** A smaller share is not named. */
const MIN_SHARE = 0.01;

/**
 * Describe the colours of a shot in words: "slate blue 35 %, black 20 %". Equal names are added up,
 * and those below one percent left out.
 */
export function describeShotColors(colors: readonly NamedSwatch[]): string {
  const shares = new Map<string, number>();
  for (const { name, share } of colors) shares.set(name, (shares.get(name) ?? 0) + share);
  return [...shares]
    .filter(([, share]) => share >= MIN_SHARE)
    .slice(0, MAX_NAMES)
    .map(([name, share]) => `${name} ${formatPercent(share)}`)
    .join(', ');
}
