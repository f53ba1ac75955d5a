import type { SmallFilm } from '../clips/small-film.ts';
import type { Dice } from './dice.ts';
import { type Color, fill, measureLocalChange, paint } from './paint.ts';
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

/** A part of a shot that plays on with each frame that is taken; at its end it holds. */
export interface Take {
  readonly shot: CleanShot;
  readonly view: number;
  /** Take the next frame. */
  next(): Uint8Array;
  /** The frame taken last; the first one before that. */
  readonly last: Uint8Array;
  /** Where it is in the shot. */
  readonly place: number;
  /** Frames until it holds. */
  readonly left: number;
}

/** Play a shot from a frame on. */
export function startTake(shot: CleanShot, view: number, from: number, step: number): Take {
  const frames = shot.views[view]!;
  let place = from;
  let last = frames[from]!;
  return {
    shot,
    view,
    next() {
      last = frames[Math.min(frames.length - 1, Math.max(0, place))]!;
      place += step;
      return last;
    },
    get last() {
      return last;
    },
    get place() {
      return place;
    },
    get left() {
      return Math.floor((step > 0 ? frames.length - 1 - place : place) / Math.abs(step));
    },
  };
}

/** Mean difference of luma, in the parts that differ most, above which two shots are different. */
const MIN_CHANGE = 24;
/** Shots that are tried to find one that looks different. */
const TRIES = 6;

/** Choose what follows a take: another shot that looks different. */
export function chooseTake(shots: readonly CleanShot[], dice: Dice, previous: Take | null): Take {
  let take = chooseAnyTake(shots, dice);
  for (let i = 0; i < TRIES && previous !== null; i++) {
    if (take.shot !== previous.shot && measureLocalChange(previous.last, take.last) > MIN_CHANGE) break;
    take = chooseAnyTake(shots, dice);
  }
  return take;
}

/** Choose a shot, or a card with text, with room for some frames. */
function chooseAnyTake(shots: readonly CleanShot[], dice: Dice): Take {
  const shot = dice.isLucky(CARD_SHARE) ? makeCard(dice) : dice.pick(shots);
  const view = dice.isLucky(0.5) ? 0 : dice.integer(0, shot.views.length - 1);
  const step = dice.pick([1, 1, 1, 1, 2, 3]) * (dice.isLucky(0.2) ? -1 : 1);
  const last = shot.views[view]!.length - 1;
  const room = Math.max(0, last - 8 * Math.abs(step));
  const from = dice.integer(0, room);
  return startTake(shot, view, step > 0 ? from : last - from, step);
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
