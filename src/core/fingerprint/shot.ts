/** How a shot begins. */
export const TRANSITION_KINDS = ['cut', 'dissolve', 'fade-in', 'fade-out', 'wipe', 'other'] as const;

/** One of {@link TRANSITION_KINDS}. */
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** The change from one shot to the next. Frames count from 0 in display order. */
export interface Transition {
  readonly kind: TransitionKind;
  /** The first frame that shows something of the new shot, or less of the old one. */
  readonly fromFrame: number;
  /** The first frame that shows the new shot alone. Equal to `fromFrame` for a cut. */
  readonly toFrame: number;
}

/**
 * Gather shots by their scenes.
 *
 * @param shots in order of time.
 * @returns the shots of each scene, in order of time.
 */
export function gatherScenes<T extends { readonly scene: number }>(shots: readonly T[]): T[][] {
  const scenes = new Map<number, T[]>();
  for (const shot of shots) {
    const members = scenes.get(shot.scene);
    if (members === undefined) scenes.set(shot.scene, [shot]);
    else members.push(shot);
  }
  return [...scenes.values()];
}

/** Maximum number of swatches of a shot: what a single frame has on average, see docs/color.md. */
export const MAX_SHOT_COLORS = 10;

/** A small picture of the frame that represents a shot. */
export interface ShotThumbnail {
  /** Index of the shot, from 0. */
  readonly shot: number;
  /** A JPEG file, base64. */
  readonly jpeg: string;
}

/** Maximum number of shots with a thumbnail: the longest ones have one. */
export const MAX_SHOT_THUMBNAILS = 1_000;
