import type { Dice } from './dice.ts';
import { addTitle } from './distractors.ts';
import {
  type Bytes,
  blur,
  type Color,
  type Field,
  fill,
  light,
  measureLocalChange,
  mix,
  mixBy,
  slide,
} from './paint.ts';
import { chooseTake, type Footage, startTake, type Take } from './takes.ts';
import { pushCut, pushFrame, pushGradual, type StreamTransition, type Track } from './track.ts';
import { areDifferent, areDifferentDrawings } from './visible.ts';

/** Black this long may show a title. */
const MIN_TITLE_FRAMES = 12;

/** How the share of the new picture grows. */
const CURVES: readonly ((share: number) => number)[] = [
  (share) => share,
  (share) => share * share * (3 - 2 * share),
  (share) => share ** 0.6,
];

/** A jump inside a shot is a cut if it changes so much more than the frames around it, and so many codes. */
const SEEN_RATIO = 1.6;
const JUMP_CODES = 10;

/** Pairs of shots that are tried. */
const TRIES = 30;

export interface TransitionStyle {
  /** Share of jumps within a shot among all transitions. */
  readonly jumps: number;
  /** After a short shot comes a cut. */
  readonly isShort: boolean;
}

/**
 * Push the transition from a take to the next one. Pairs of shots between which nothing would be
 * seen are left out: no editor joins them, and no viewer could label them.
 *
 * @returns the take that follows; the same one if no transition was found.
 */
export function pushTransition(track: Track, take: Take, footage: Footage, style: TransitionStyle, dice: Dice): Take {
  for (let i = 0; i < TRIES; i++) {
    track.pairs++;
    const next = tryTransition(track, take, footage, style, dice);
    if (next !== null) return next;
    track.leftOut++;
  }
  return take;
}

/** Returns null if it pushed nothing. */
function tryTransition(
  track: Track,
  take: Take,
  footage: Footage,
  { jumps, isShort }: TransitionStyle,
  dice: Dice,
): Take | null {
  const chance = dice.next();
  if (chance < jumps) return pushJump(track, take, footage, dice);
  const next = chooseTake(footage, dice);
  if (next.shot === take.shot) return null;
  const kind = isShort ? 0 : (chance - jumps) / (1 - jumps);
  const push =
    kind < 0.4625
      ? pushHardCut
      : kind < 0.6875
        ? pushDissolve
        : kind < 0.875
          ? pushFades
          : kind < 0.95
            ? pushWipe
            : pushBlurred;
  return push(track, take, next, footage, dice) ? next : null;
}

/** Pushes a transition; returns false, and pushes nothing, if nothing would be seen. */
type Pusher = (track: Track, take: Take, next: Take, footage: Footage, dice: Dice) => boolean;

const pushHardCut: Pusher = (track, take, next, _, dice) => {
  const isSeen = take.shot.isDrawn && next.shot.isDrawn ? areDifferentDrawings : areDifferent;
  if (!isSeen(take.peek(0), next.peek(1))) return false;
  // A flat colour that comes out of white is a fade from white.
  if (next.shot.isDrawn || dice.isLucky(0.93)) {
    pushCut(track, next.next());
    return true;
  }
  // A flash hides the cut: the new picture appears out of white, or the old one brightens before it.
  const frames = dice.integer(2, 6);
  if (dice.isLucky(0.4))
    pushFrame(
      track,
      light(take.next(), () => 1, dice.between(40, 120)),
    );
  for (let i = 0; i < frames; i++) {
    const frame = light(next.next(), () => 1, 170 * (1 - i / frames) ** 1.5);
    if (i === 0) pushCut(track, frame);
    else pushFrame(track, frame);
  }
  return true;
};

/** Cut within a shot, to another time or another view of it. */
function pushJump(track: Track, take: Take, footage: Footage, dice: Dice): Take | null {
  const { shot } = take;
  const frames = shot.views[take.view]!;
  const jump = dice.integer(5, 80) * (dice.isLucky(0.35) ? -1 : 1);
  const now = Math.min(frames.length - 1, Math.max(0, take.place - 1));
  const to = now + jump;
  if (to < 1 || to > frames.length - 8) return null;
  const view = dice.isLucky(0.75) ? take.view : dice.integer(0, shot.views.length - 1);
  const next = startTake(footage, shot, view, to, 1);
  const change = measureLocalChange(take.peek(0), next.peek(1));
  const usual = Math.max(
    measureLocalChange(take.peek(-footage.held), take.peek(0)),
    measureLocalChange(next.peek(1), next.peek(1 + footage.held)),
    1,
  );
  if (change <= JUMP_CODES || change <= SEEN_RATIO * usual) return null;
  pushCut(track, next.next());
  return next;
}

/** Whether two takes look different in the beginning, the middle and the end of so many frames. */
function areDifferentTakes(take: Take, next: Take, frames: number): boolean {
  const areDrawn = take.shot.isDrawn && next.shot.isDrawn;
  return [1, (frames + 1) >> 1, frames].every((ahead) => {
    const [one, other] = [take.peek(ahead), next.peek(ahead)];
    return areDifferent(one, other) && (!areDrawn || areDifferentDrawings(one, other));
  });
}

/** Number of frames of a gradual transition: mostly short, some of up to four seconds. */
const chooseLength = (dice: Dice, least: number, most: number): number =>
  dice.isLucky(0.05) ? dice.integer(most, 100) : least + Math.floor((most - least) * dice.next() ** 1.4);

/** Some transitions freeze the old picture. */
const continueOrFreeze = (take: Take, dice: Dice): (() => Bytes) => {
  const frozen = dice.isLucky(0.25) ? take.next() : null;
  return () => frozen ?? take.next();
};

/** Push a gradual transition of so many frames; `show` gives each from the share of the new picture. */
function pushSteps(
  track: Track,
  kind: StreamTransition['kind'],
  frames: number,
  [takeOld, takeNext]: readonly [() => Bytes, () => Bytes],
  show: (old: Bytes, next: Bytes, share: number) => Bytes,
): void {
  const steps = Array.from({ length: frames }, (_, i) => {
    const [old, next] = [takeOld(), takeNext()];
    return { old, next, shown: show(old, next, (i + 1) / (frames + 1)) };
  });
  pushGradual(track, kind, steps, takeNext());
}

const pushDissolve: Pusher = (track, take, next, _, dice) => {
  const frames = chooseLength(dice, 4, 60);
  if (!areDifferentTakes(take, next, frames)) return false;
  const curve = dice.pick(CURVES);
  const takes = [continueOrFreeze(take, dice), next.next] as const;
  pushSteps(track, 'dissolve', frames, takes, (old, to, share) => mix(old, to, curve(share)));
  return true;
};

/** Fade out, hold, and fade in; one of the two may be a cut. */
const pushFades: Pusher = (track, take, next, { grade }, dice) => {
  const color: Color = [dice.isLucky(0.82) ? dice.integer(0, 6) : dice.integer(225, 255), 128, 128];
  const flat = grade(fill(color));
  const curve = dice.pick(CURVES);
  const out = dice.isLucky(0.88) ? chooseLength(dice, 2, 44) : 0;
  const into = dice.isLucky(0.85) ? chooseLength(dice, 2, 44) : 0;
  const held = dice.isLucky(0.4) ? 0 : dice.integer(1, 30);
  // A fade is seen by its middle. Text on black that fades is a title.
  const isFrom = ({ shot, peek }: Take, ahead: number) =>
    areDifferent(peek(ahead), flat) && (!shot.isDrawn || areDifferentDrawings(peek(ahead), flat));
  if (![0, (out + 1) >> 1].every((ahead) => isFrom(take, ahead))) return false;
  if (![(into + 1) >> 1, into + 1].every((ahead) => isFrom(next, ahead))) return false;
  const takeFlat = () => flat;
  const show = (old: Bytes, to: Bytes, share: number) => mix(old, to, curve(share));
  if (out === 0) pushCut(track, flat);
  else pushSteps(track, 'fade-out', out, [continueOrFreeze(take, dice), takeFlat], show);
  const from = track.frames.length;
  for (let i = 0; i < held; i++) pushFrame(track, flat);
  if (held >= MIN_TITLE_FRAMES && dice.isLucky(0.5)) addTitle(track.frames, from, track.frames.length, dice);
  if (into === 0) pushCut(track, next.next());
  else pushSteps(track, 'fade-in', into, [takeFlat, next.next], show);
  return true;
};

/** Where a wipe reaches last, 0 to 1. */
const WIPES: readonly Field[] = [
  (x) => x,
  (x) => 1 - x,
  (_, y) => y,
  (_, y) => 1 - y,
  (x, y) => (x + y) / 2,
  (x, y) => Math.hypot(x - 0.5, y - 0.5) / 0.71,
  (x, y) => 1 - Math.hypot(x - 0.5, y - 0.5) / 0.71,
  (x) => 2 * Math.abs(x - 0.5),
];

const pushWipe: Pusher = (track, take, next, _, dice) => {
  const frames = dice.integer(4, 36);
  if (!areDifferentTakes(take, next, frames)) return false;
  const takes = [continueOrFreeze(take, dice), next.next] as const;
  if (dice.isLucky(0.25)) {
    const isDown = dice.isLucky(0.4);
    pushSteps(track, 'wipe', frames, takes, (old, to, share) => slide(old, to, share, isDown));
    return true;
  }
  const lastAt = dice.pick(WIPES);
  const edge = dice.isLucky(0.6) ? 0.02 : dice.between(0.05, 0.15);
  pushSteps(track, 'wipe', frames, takes, (old, to, share) => {
    const reached = share * (1 + edge);
    return mixBy(old, to, (x, y) => (reached - lastAt(x, y)) / edge);
  });
  return true;
};

/** Blur the old picture, change it while it is blurred most, and sharpen the new one. */
const pushBlurred: Pusher = (track, take, next, _, dice) => {
  const frames = dice.integer(4, 14);
  if (!areDifferentTakes(take, next, frames)) return false;
  const isDown = dice.isLucky(0.5);
  const radius = dice.between(3, 12);
  pushSteps(track, 'other', frames, [take.next, next.next], (old, to, share) => {
    const mixed = mix(old, to, Math.min(1, Math.max(0, (share - 0.3) / 0.4)));
    return blur(mixed, 1 + radius * Math.sin(Math.PI * share), isDown);
  });
  return true;
};
