import type { Measures, Swatch } from './fingerprint.ts';

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
 * A part of the film between two transitions. Shots cover the sampled range: each begins where the
 * one before it ends. The black between a fade-out and a fade-in is a shot of its own, which the
 * fade-out opens.
 */
export interface Shot {
  /** Presentation time of the first frame, seconds on the film's own clock. */
  readonly from: number;
  /** End of the last frame, seconds. */
  readonly to: number;
  /** The first frame, counted from 0 in display order: the first frame of the transition. */
  readonly fromFrame: number;
  /** The first frame of the next shot. */
  readonly toFrame: number;
  /** The transition that opens the shot; null for the first one. */
  readonly transition: Transition | null;
  /** Number of the scene that the shot belongs to, from 0, ascending. */
  readonly scene: number;
  /**
   * Presentation time of the frame that represents the shot, near its middle and outside
   * transitions, seconds; null if none could be decoded.
   */
  readonly frameTime: number | null;
  /**
   * Colours of the frames outside transitions, each frame counting the same: largest share first,
   * at most {@link MAX_SHOT_COLORS}, shares summing to 1 within 1e-4; empty if none could be decoded.
   */
  readonly swatches: readonly Swatch[];
  /** Means over the same frames; absent if none could be decoded. */
  readonly measures?: Measures;
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
