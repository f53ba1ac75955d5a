import type { LabelledTransition } from '../clips/labels.ts';
import type { SmallFilm } from '../clips/small-film.ts';
import type { Dice } from './dice.ts';
import { disturb, disturbDrawing } from './distractors.ts';
import { createDrawings } from './drawings.ts';
import { chooseGrade, restyle } from './style.ts';
import { type CleanShot, chooseTake, type Footage } from './takes.ts';
import { createTrack, pushFrame, type StreamTransition, type Track } from './track.ts';
import { pushTransition } from './transitions.ts';

/** Shortest shot that is made use of, frames. */
const MIN_SHOT = 12;

/** Frames of a stream, before some are repeated. */
const STREAM_FRAMES = 400;

/** Cut a film into its shots, without transitions. */
export function cutShots(
  film: string,
  views: readonly SmallFilm[],
  transitions: readonly LabelledTransition[],
): CleanShot[] {
  const starts = [0, ...transitions.map(({ end }) => end)];
  const ends = [...transitions.map(({ begin }) => begin), views[0]!.length];
  return starts.flatMap((start, i) => {
    // A label may be one frame off.
    const isGradual = i > 0 && transitions[i - 1]!.begin < start;
    const from = isGradual ? start + 2 : start;
    const to = i < transitions.length && transitions[i]!.begin < transitions[i]!.end ? ends[i]! - 2 : ends[i]!;
    if (to - from < MIN_SHOT) return [];
    return [{ film, views: views.map((frames) => frames.slice(from, to)) }];
  });
}

/** How a stream is put together. */
export interface StreamStyle {
  /** Share of shots with something that looks like a transition although it is not. */
  readonly disturbed: number;
  /** Share of jumps within a shot among all transitions. */
  readonly jumps: number;
  /** Share of shots of two to six frames, between cuts. */
  readonly short: number;
  /** Share of drawn shots: flat, smooth or of few colours. */
  readonly drawn: number;
}

/** Frames that a shot beside a gradual transition is seen for. */
const MIN_BESIDE_GRADUAL = 8;

/** Make a stream of shots joined by transitions. */
export function makeStream(shots: readonly CleanShot[], style: StreamStyle, dice: Dice): Track {
  const { disturbed, jumps, short, drawn } = style;
  const track = createTrack();
  // Drawn films show each drawing for some frames, but their transitions change with each frame.
  const held = dice.isLucky(0.15) ? dice.integer(2, 4) : 1;
  const footage: Footage = { shots, draw: createDrawings(dice), drawn, grade: chooseGrade(dice), held };
  let take = chooseTake(footage, dice);
  while (track.frames.length < STREAM_FRAMES) {
    const from = track.frames.length;
    const isAfterCut = from === 0 || track.transitions.at(-1)?.kind === 'cut';
    const isShort = isAfterCut && dice.isLucky(short);
    const wanted = isShort ? dice.integer(2, 6) : dice.integer(8, 12) + Math.floor(110 * dice.next() ** 1.7);
    // A shot that is too short holds its last frame.
    const frames = Math.max(isShort ? 2 : MIN_BESIDE_GRADUAL, Math.min(wanted, take.left));
    for (let i = 0; i < frames; i++) pushFrame(track, take.next());
    if (dice.isLucky(disturbed)) {
      (take.shot.isDrawn ? disturbDrawing : disturb)(track.frames, from, track.frames.length, dice);
    }
    if (track.frames.length < STREAM_FRAMES) take = pushTransition(track, take, footage, { jumps, isShort }, dice);
  }
  track.transitions = track.transitions.filter((one, i, all) => !isBesideCut(one, all[i - 1]));
  return restyle(track, dice, drawn < 1);
}

/** Whether a cut follows another one at once: a single frame is no shot. */
const isBesideCut = (one: StreamTransition, before: StreamTransition | undefined): boolean =>
  one.kind === 'cut' && before?.kind === 'cut' && one.begin - before.begin < 2;

/** Take a part of a labelled film, in another look. */
export function excerptFilm(film: SmallFilm, transitions: readonly LabelledTransition[], dice: Dice): Track {
  const start = dice.integer(0, Math.max(0, film.length - STREAM_FRAMES));
  const frames = film.slice(start, start + STREAM_FRAMES);
  const track = createTrack();
  const grade = chooseGrade(dice);
  for (const frame of frames) pushFrame(track, grade(frame));
  for (const { kind, begin, end } of transitions) {
    for (let t = Math.max(start, begin); t <= Math.min(start + frames.length - 1, end); t++) {
      if (kind === 'cut') track.cut[t - start] = 1;
      else track.gradual[t - start] = 1;
    }
    if (begin < start || end >= start + frames.length) continue;
    track.transitions.push({ kind: kind as StreamTransition['kind'], begin: begin - start, end: end - start });
  }
  return restyle(track, dice, true);
}
