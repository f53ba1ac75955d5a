/** What the network learns of a frame; `UNKNOWN` counts neither way. */
export const UNKNOWN = -1;

/** A transition of a synthetic stream, as labels have it. */
export interface StreamTransition {
  readonly kind: 'cut' | 'dissolve' | 'fade-in' | 'fade-out' | 'wipe' | 'other';
  begin: number;
  end: number;
}

/** A film as frames with the truth about each. */
export interface Track {
  frames: Uint8Array[];
  /** 1 at the first frame after a cut, 0 elsewhere, or {@link UNKNOWN}. */
  cut: number[];
  /** 1 within a gradual transition, 0 elsewhere, or {@link UNKNOWN}. */
  gradual: number[];
  transitions: StreamTransition[];
}

export const createTrack = (): Track => ({ frames: [], cut: [], gradual: [], transitions: [] });

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
 * Push a gradual transition.
 *
 * @param last the first frame that is wholly the new picture.
 */
export function pushGradual(
  track: Track,
  kind: StreamTransition['kind'],
  frames: readonly Uint8Array[],
  last: Uint8Array,
): void {
  const begin = track.frames.length;
  for (const frame of frames) pushFrame(track, frame, 0, 1);
  track.transitions.push({ kind, begin, end: track.frames.length });
  pushFrame(track, last, 0, 1);
}

/** Show each frame `counts[t]` times: the truth moves along. */
export function repeatFrames(track: Track, counts: readonly number[]): Track {
  const result = createTrack();
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
