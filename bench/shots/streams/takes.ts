import type { SmallFilm } from '../clips/small-film.ts';
import type { Dice } from './dice.ts';
import { type Color, fill, paint } from './paint.ts';
import { chooseInk, makeText } from './text.ts';

/** A shot without transitions, in all views that were read of it. */
export interface CleanShot {
  readonly film: string;
  /** The same frames in each view. */
  readonly views: readonly SmallFilm[];
}

/** Share of cards with text among shots. */
const CARD_SHARE = 0.06;
const CARD_FRAMES = 80;

/** What a stream is made of. */
export interface Footage {
  readonly shots: readonly CleanShot[];
  /** Gives a frame the colours of the stream. */
  readonly grade: (frame: Uint8Array) => Uint8Array;
  /** Frames for which each picture of a shot is shown: more than 1 as in drawn films. */
  readonly held: number;
}

/** A part of a shot that plays on with each frame that is taken; at its end it holds. */
export interface Take {
  readonly shot: CleanShot;
  readonly view: number;
  /** Take the next frame. */
  readonly next: () => Uint8Array;
  /** The frame that is so many frames ahead: 1 is the next one, 0 the one taken last. */
  peek(ahead: number): Uint8Array;
  /** Where it is in the shot. */
  readonly place: number;
  /** Frames until it holds. */
  readonly left: number;
}

/** Play a shot from a frame on. */
export function startTake({ grade, held }: Footage, shot: CleanShot, view: number, from: number, step: number): Take {
  const frames = shot.views[view]!;
  let taken = 0;
  const placeOf = (frame: number) => from + Math.floor(frame / held) * step;
  const peek = (ahead: number) => grade(frames[Math.min(frames.length - 1, Math.max(0, placeOf(taken + ahead - 1)))]!);
  return {
    shot,
    view,
    next() {
      const frame = peek(1);
      taken++;
      return frame;
    },
    peek,
    get place() {
      return placeOf(taken);
    },
    get left() {
      const place = placeOf(taken);
      return held * Math.floor((step > 0 ? frames.length - 1 - place : place) / Math.abs(step));
    },
  };
}

/** Choose a shot, or a card with text, with room for some frames. */
export function chooseTake(footage: Footage, dice: Dice): Take {
  const shot = dice.isLucky(CARD_SHARE) ? makeCard(dice) : dice.pick(footage.shots);
  const view = dice.isLucky(0.5) ? 0 : dice.integer(0, shot.views.length - 1);
  const step = dice.pick([1, 1, 1, 1, 2, 3]) * (dice.isLucky(0.2) ? -1 : 1);
  const last = shot.views[view]!.length - 1;
  const room = Math.max(0, last - 8 * Math.abs(step));
  const from = dice.integer(0, room);
  return startTake(footage, shot, view, step > 0 ? from : last - from, step);
}

/** A title on one colour, mostly black. */
function makeCard(dice: Dice): CleanShot {
  const ground: Color = dice.isLucky(0.7)
    ? [dice.integer(0, 12), 128, 128]
    : [dice.integer(0, 255), dice.integer(100, 156), dice.integer(100, 156)];
  let card = fill(ground);
  for (let lines = dice.integer(1, 3); lines > 0; lines--) card = paint(card, chooseInk(dice), makeText(dice));
  return { film: 'card', views: [Array.from({ length: CARD_FRAMES }, () => card)] };
}
