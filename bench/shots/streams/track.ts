import { isSeen } from './visible.ts';

/** What the network learns of a frame; `UNKNOWN` counts neither way. */
export const UNKNOWN = -1;

/** A frame of a gradual transition, and the pictures that it leads from and to at that time. */
export interface Step {
  readonly old: Uint8Array;
  readonly next: Uint8Array;
  readonly shown: Uint8Array;
}

/** A transition of a synthetic stream, as labels have it. */
export interface StreamTransition {
  readonly kind: 'cut' | 'dissolve' | 'fade-in' | 'fade-out' | 'wipe' | 'other';
  begin: number;
  end: number;
}

/** A film as frames with the truth about each. */
export interface Track {
  frames: Uint8Array[];
  /** 1 at the first frame after a cut, 0 elsewhere. */
  cut: number[];
  /** 1 within a gradual transition, 0 elsewhere, or {@link UNKNOWN}. */
  gradual: number[];
  transitions: StreamTransition[];
  /** Pairs of shots that were drawn for a transition. */
  pairs: number;
  /** Those of them that were left out, because nothing would be seen of the transition. */
  leftOut: number;
}

export const createTrack = (): Track => ({
  frames: [],
  cut: [],
  gradual: [],
  transitions: [],
  pairs: 0,
  leftOut: 0,
});

export function pushFrame(track: Track, frame: Uint8Array, cut = 0, gradual = 0): void {
  track.frames.push(frame);
  track.cut.push(cut);
  track.gradual.push(gradual);
}

/** Push the first frame after a cut. */
export function pushCut(track: Track, frame: Uint8Array): void {
  const at = track.frames.length;
  track.transitions.push({ kind: 'cut', begin: at, end: at });
  pushFrame(track, frame, 1);
}

/**
 * Push a gradual transition, labelled by what is seen of it: it begins with the first frame that
 * visibly differs from the old picture, and ends with the first one after that which does not
 * differ from the new one. What remains as one step is a cut.
 *
 * @param last the first frame that is wholly the new picture.
 */
export function pushGradual(
  track: Track,
  kind: StreamTransition['kind'],
  steps: readonly Step[],
  last: Uint8Array,
): void {
  const from = track.frames.length;
  const isBegun = steps.map(({ old, shown }) => isSeen(old, shown));
  const first = isBegun.includes(true) ? isBegun.indexOf(true) : steps.length;
  const isOver = steps.map(({ next, shown }, i) => i >= first && !isSeen(shown, next));
  const end = isOver.includes(true) ? isOver.indexOf(true) : steps.length;
  for (const [i, frame] of [...steps.map(({ shown }) => shown), last].entries()) {
    if (first === end) pushFrame(track, frame, Number(i === first), 0);
    else pushFrame(track, frame, 0, i < first || i > end ? UNKNOWN : 1);
  }
  track.transitions.push({ kind: first === end ? 'cut' : kind, begin: from + first, end: from + end });
}

/** Show each frame `counts[t]` times: the truth moves along. */
export function repeatFrames(track: Track, counts: readonly number[]): Track {
  const result: Track = { ...createTrack(), pairs: track.pairs, leftOut: track.leftOut };
  const places: number[] = [];
  for (const [t, frame] of track.frames.entries()) {
    places.push(result.frames.length);
    for (let i = 0; i < counts[t]!; i++) pushFrame(result, frame, i === 0 ? track.cut[t]! : 0, track.gradual[t]!);
  }
  result.transitions = track.transitions.map(({ kind, begin, end }) => ({
    kind,
    begin: places[begin]!,
    end: places[end]!,
  }));
  return result;
}
