import type { Picture, ShownFrame, SmallPicture, Span } from '../../frame/index.ts';
import {
  createSignalRecorder,
  type Descriptor,
  measureChange,
  type ShotSignal,
  type SmallFrame,
} from '../../shots/index.ts';
import type { EncodedThumbnail } from '../encoded-thumbnail.ts';

/** A change of the picture that may be a cut: see `measureChange`. */
const CHANGE = 1.4;

/**
 * The colours of this frame after a change are found, counted from 0: a codec needs two frames to
 * sharpen after a cut, and even a short shot has a third one.
 */
const FRAME_AFTER_CHANGE = 2;

/** A thumbnail of a frame that may represent its shot. */
export interface ShotCandidate {
  /** The wanted time of the frame, ticks. */
  readonly wanted: number;
  readonly thumbnail: SmallPicture | EncodedThumbnail;
}

/** The part of the shots of a film that a span knows. */
export interface SpanShots {
  readonly signal: ShotSignal;
  /** In order of time; none without pictures. */
  readonly candidates: readonly ShotCandidate[];
}

/** What the sampler reads of a frame. */
export interface ShotReaders {
  /** Of the same part of all frames, so that a change of format changes little. */
  readonly readSmallFrame: (picture: Picture) => SmallFrame;
  /** Null without pictures. */
  readonly makeThumbnail: ((picture: Picture, pts: number) => SmallPicture) | null;
}

/** Follows the frames of a span, in the order of decoding. */
export interface ShotSampler {
  /**
   * Record a frame.
   *
   * @returns whether its colours are part of its shot's.
   */
  put(frame: ShownFrame & { readonly picture: Picture }): boolean;
  /** Ends the span. */
  finish(): SpanShots;
}

/**
 * Create the sampler of a span. It chooses the frames of `keys`, and a frame soon after each change,
 * so that short shots have colours too. Of each stretch between changes one frame near its middle
 * gets a thumbnail.
 *
 * What it chooses in a run depends on that run alone: a span that is cut in two gives the same.
 */
export function createShotSampler(
  { runs }: Span,
  keys: Float64Array,
  { readSmallFrame, makeThumbnail }: ShotReaders,
): ShotSampler {
  const recorder = createSignalRecorder();
  const isKey = new Set(keys);
  const candidates: ShotCandidate[] = [];
  let run = -1;
  let sinceChange = 0;
  let held: { readonly candidate: ShotCandidate | null; readonly descriptor: Descriptor } | null = null;
  let chosen = 0;

  const startStretch = () => {
    if (held !== null && held.candidate !== null) candidates.push(held.candidate);
    held = null;
    chosen = 0;
  };
  const hold = (wanted: number, pts: number, picture: Picture, descriptor: Descriptor) => {
    // A dissolve changes little from frame to frame.
    if (held !== null && measureChange(held.descriptor, descriptor) > CHANGE) startStretch();
    chosen++;
    // The first, second, fourth, eighth, ...: the last one of these lies in the second half.
    if ((chosen & (chosen - 1)) !== 0) return;
    const thumbnail = makeThumbnail?.(picture, pts);
    held = { candidate: thumbnail === undefined ? null : { wanted, thumbnail }, descriptor };
  };
  return {
    put({ wanted, pts, picture }) {
      const { descriptor, change } = recorder.put(wanted, readSmallFrame(picture));
      const isNewRun = run < 0 || wanted > runs[run]!.wanted.at(-1)!;
      while (run < 0 || wanted > runs[run]!.wanted.at(-1)!) run++;
      if (isNewRun || change > CHANGE) {
        startStretch();
        sinceChange = 0;
      } else sinceChange++;
      if (sinceChange !== FRAME_AFTER_CHANGE && !isKey.has(wanted)) return false;
      hold(wanted, pts, picture, descriptor);
      return true;
    },
    finish() {
      startStretch();
      return { signal: recorder.finish(), candidates };
    },
  };
}
