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
import { type CleanShot, chooseTake, startTake, type Take } from './takes.ts';
import { pushCut, pushFrame, pushGradual, type Track, UNKNOWN } from './track.ts';

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
const SEEN_CODES = 10;

/**
 * Push the transition from a take to the next one.
 *
 * @param jumps share of jumps within a shot among all transitions.
 * @returns the take that follows.
 */
export function pushTransition(track: Track, take: Take, shots: readonly CleanShot[], jumps: number, dice: Dice): Take {
  const chance = dice.next();
  if (chance < jumps) return pushJump(track, take, shots, dice);
  const next = chooseTake(shots, dice, take);
  const kind = (chance - jumps) / (1 - jumps);
  if (kind < 0.4625) pushHardCut(track, take, next, dice);
  else if (kind < 0.6875) pushDissolve(track, take, next, dice);
  else if (kind < 0.875) pushFades(track, take, next, dice);
  else if (kind < 0.95) pushWipe(track, take, next, dice);
  else pushBlurred(track, take, next, dice);
  return next;
}

function pushHardCut(track: Track, take: Take, next: Take, dice: Dice): void {
  if (dice.isLucky(0.93)) {
    pushCut(track, next.next());
    return;
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
}

/** Cut within a shot, to another time or another view of it. */
function pushJump(track: Track, take: Take, shots: readonly CleanShot[], dice: Dice): Take {
  const { shot } = take;
  const frames = shot.views[take.view]!;
  const jump = dice.integer(5, 80) * (dice.isLucky(0.35) ? -1 : 1);
  const now = Math.min(frames.length - 1, Math.max(0, take.place - 1));
  const to = now + jump;
  if (to < 1 || to > frames.length - 8) {
    const next = chooseTake(shots, dice, take);
    pushCut(track, next.next());
    return next;
  }
  const view = dice.isLucky(0.75) ? take.view : dice.integer(0, shot.views.length - 1);
  const seen = shot.views[view]!;
  const change = measureLocalChange(frames[now]!, seen[to]!);
  const usual = Math.max(
    measureLocalChange(frames[Math.max(0, now - 1)]!, frames[now]!),
    measureLocalChange(seen[to]!, seen[to + 1]!),
    1,
  );
  const next = startTake(shot, view, to, 1);
  if (change > SEEN_CODES && change > SEEN_RATIO * usual) pushCut(track, next.next());
  else pushFrame(track, next.next(), UNKNOWN);
  return next;
}

/** Number of frames of a gradual transition: mostly short, some of up to four seconds. */
const chooseLength = (dice: Dice, least: number, most: number): number =>
  dice.isLucky(0.05) ? dice.integer(most, 100) : least + Math.floor((most - least) * dice.next() ** 1.4);

/** Some transitions freeze the old picture. */
const continueOrFreeze = (take: Take, dice: Dice): (() => Bytes) => {
  const frozen = dice.isLucky(0.25) ? take.next() : null;
  return () => frozen ?? take.next();
};

function pushDissolve(track: Track, take: Take, next: Take, dice: Dice): void {
  const frames = chooseLength(dice, 4, 60);
  const curve = dice.pick(CURVES);
  const old = continueOrFreeze(take, dice);
  const mixed = Array.from({ length: frames }, (_, i) => mix(old(), next.next(), curve((i + 1) / (frames + 1))));
  pushGradual(track, 'dissolve', mixed, next.next());
}

/** Fade out, hold, and fade in; one of the two may be a cut. */
function pushFades(track: Track, take: Take, next: Take, dice: Dice): void {
  const color: Color = [dice.isLucky(0.82) ? dice.integer(0, 6) : dice.integer(225, 255), 128, 128];
  const flat = fill(color);
  const curve = dice.pick(CURVES);
  const out = dice.isLucky(0.88) ? chooseLength(dice, 2, 44) : 0;
  const into = dice.isLucky(0.85) ? chooseLength(dice, 2, 44) : 0;
  const held = dice.isLucky(0.4) ? 0 : dice.integer(1, 30);
  if (out === 0) pushCut(track, flat);
  else {
    const old = continueOrFreeze(take, dice);
    const faded = Array.from({ length: out }, (_, i) => mix(old(), flat, curve((i + 1) / (out + 1))));
    pushGradual(track, 'fade-out', faded, flat);
  }
  const from = track.frames.length;
  for (let i = 0; i < held; i++) pushFrame(track, flat);
  if (held >= MIN_TITLE_FRAMES && dice.isLucky(0.5)) addTitle(track.frames, from, track.frames.length, dice);
  if (into === 0) {
    pushCut(track, next.next());
    return;
  }
  const faded = Array.from({ length: into }, (_, i) => mix(flat, next.next(), curve((i + 1) / (into + 1))));
  pushGradual(track, 'fade-in', faded, next.next());
}

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

function pushWipe(track: Track, take: Take, next: Take, dice: Dice): void {
  const frames = dice.integer(4, 36);
  const old = continueOrFreeze(take, dice);
  const shares = Array.from({ length: frames }, (_, i) => (i + 1) / (frames + 1));
  if (dice.isLucky(0.25)) {
    const isDown = dice.isLucky(0.4);
    const slid = shares.map((share) => slide(old(), next.next(), share, isDown));
    pushGradual(track, 'wipe', slid, next.next());
    return;
  }
  const lastAt = dice.pick(WIPES);
  const edge = dice.isLucky(0.6) ? 0.02 : dice.between(0.05, 0.15);
  const wiped = shares.map((share) => {
    const reached = share * (1 + edge);
    return mixBy(old(), next.next(), (x, y) => (reached - lastAt(x, y)) / edge);
  });
  pushGradual(track, 'wipe', wiped, next.next());
}

/** Blur the old picture, change it while it is blurred most, and sharpen the new one. */
function pushBlurred(track: Track, take: Take, next: Take, dice: Dice): void {
  const frames = dice.integer(4, 14);
  const isDown = dice.isLucky(0.5);
  const radius = dice.between(3, 12);
  const blurred = Array.from({ length: frames }, (_, i) => {
    const share = (i + 1) / (frames + 1);
    const mixed = mix(take.next(), next.next(), Math.min(1, Math.max(0, (share - 0.3) / 0.4)));
    return blur(mixed, 1 + radius * Math.sin(Math.PI * share), isDown);
  });
  pushGradual(track, 'other', blurred, next.next());
}
