import { type Column, roundNumber, type Shot, type Transition } from '../../fingerprint/index.ts';
import { groupScenes } from './group-scenes.ts';
import { averageMeasures, joinSwatches } from './shot-colors.ts';

/** The frames of a film that may be part of a shot. */
export interface FilmFrames {
  /** Presentation time of each frame of the film in display order, seconds. */
  readonly times: Float64Array;
  /** The frames that were sampled, from `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  /** End of the last sampled frame, seconds. */
  readonly endSeconds: number;
}

/** A frame whose colours are part of its shot's. */
export interface ShotFrame extends Pick<Column, 'swatches' | 'measures'> {
  /** Counted from 0 in display order. */
  readonly frame: number;
  /** Presentation time, seconds. */
  readonly time: number;
}

/**
 * List the shots of a film.
 *
 * @param transitions in order; numbers of frames of the film.
 * @param frames the frames whose colours were found, in order.
 * @param hasPicture whether a frame may represent its shot; if none may, any frame does.
 */
export function listShots(
  film: FilmFrames,
  transitions: readonly Transition[],
  frames: readonly ShotFrame[],
  hasPicture: (frame: number) => boolean,
): Shot[] {
  const openings = chooseOpenings(film, transitions);
  const shots = openings.map((transition, i) => {
    const fromFrame = transition?.fromFrame ?? film.first;
    const toFrame = openings[i + 1]?.fromFrame ?? film.end;
    const chosen = chooseFrames(frames, fromFrame, transition?.toFrame ?? fromFrame, toFrame);
    const measures = averageMeasures(chosen);
    const pictured = chosen.filter(({ frame }) => hasPicture(frame));
    const middle = (film.times[Math.max(fromFrame, transition?.toFrame ?? 0)]! + timeAt(film, toFrame)) / 2;
    return {
      from: roundNumber(film.times[fromFrame]!),
      to: roundNumber(timeAt(film, toFrame)),
      fromFrame,
      toFrame,
      transition,
      scene: 0,
      frameTime: findNearest(pictured.length > 0 ? pictured : chosen, middle),
      swatches: joinSwatches(chosen),
      ...(measures && { measures }),
    };
  });
  const scenes = groupScenes(shots);
  return shots.map((shot, i) => ({ ...shot, scene: scenes[i]! }));
}

const timeAt = ({ times, end, endSeconds }: FilmFrames, frame: number): number =>
  frame === end ? endSeconds : times[frame]!;

/** The transitions that open shots; null for the first shot. Each shot has at least one frame. */
function chooseOpenings({ first, end }: FilmFrames, transitions: readonly Transition[]): (Transition | null)[] {
  const openings: (Transition | null)[] = [null];
  let last = first;
  for (const { kind, fromFrame, toFrame } of transitions) {
    // A film that begins with a fade-in shows black in its first frame.
    const from = kind !== 'cut' && fromFrame === first ? first + 1 : fromFrame;
    if (from <= last || from >= end) continue;
    openings.push({ kind, fromFrame: from, toFrame: Math.min(end - 1, Math.max(from, toFrame)) });
    last = from;
  }
  return openings;
}

/** The frames of a shot outside its transition; if there are none there, all of its frames. */
function chooseFrames(frames: readonly ShotFrame[], from: number, clean: number, to: number): readonly ShotFrame[] {
  const all = frames.filter(({ frame }) => frame >= from && frame < to);
  const outside = all.filter(({ frame }) => frame >= clean);
  return outside.length > 0 ? outside : all;
}

function findNearest(frames: readonly ShotFrame[], seconds: number): number | null {
  let nearest: ShotFrame | null = null;
  for (const frame of frames) {
    if (nearest === null || Math.abs(frame.time - seconds) < Math.abs(nearest.time - seconds)) nearest = frame;
  }
  return nearest === null ? null : roundNumber(nearest.time);
}
