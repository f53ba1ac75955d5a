import type { SmallFilm } from '../clips/small-film.ts';
import type { Dice } from './dice.ts';
import { type Draw, drawTextCard } from './drawings.ts';

/** A shot without transitions, in all views that were read of it. */
export interface CleanShot {
  readonly film: string;
  /** No camera took it: it may be flat, smooth and without noise. */
  readonly isDrawn?: boolean;
  /** The same frames in each view. */
  readonly views: readonly SmallFilm[];
}

/** Share of cards with text among the shots of a stream that is not drawn. */
const CARD_SHARE = 0.05;

/** What a stream is made of. */
export interface Footage {
  readonly shots: readonly CleanShot[];
  readonly draw: Draw;
  /** Share of drawn shots. */
  readonly drawn: number;
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

/** Choose a shot, drawn or not, with room for some frames. */
export function chooseTake(footage: Footage, dice: Dice): Take {
  const { shots, draw, drawn } = footage;
  const isDrawn = dice.isLucky(drawn);
  const shot = isDrawn ? asShot(draw()) : dice.isLucky(CARD_SHARE) ? asShot(drawTextCard(dice)) : dice.pick(shots);
  const view = dice.isLucky(0.5) ? 0 : dice.integer(0, shot.views.length - 1);
  const step = dice.pick([1, 1, 1, 1, 2, 3]) * (dice.isLucky(0.2) ? -1 : 1);
  const last = shot.views[view]!.length - 1;
  const room = Math.max(0, last - 8 * Math.abs(step));
  const from = dice.integer(0, room);
  return startTake(footage, shot, view, step > 0 ? from : last - from, step);
}

const asShot = (frames: SmallFilm): CleanShot => ({ film: 'drawing', isDrawn: true, views: [frames] });
