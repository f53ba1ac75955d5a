import type { Dice } from './dice.ts';
import { type Bytes, blur, type Color, type Field, light, measureDeviation, mix, paint, shift } from './paint.ts';
import { chooseInk, makeText, rollText } from './text.ts';

/** Changes frames `from` to, not including, `to` of one shot, in place. No transition comes of it. */
type Distractor = (frames: Bytes[], from: number, to: number, dice: Dice) => void;

/** Deviation of luma from which a drawing shows that its light changes, codes. */
const MIN_DEVIATION = 20;

/** Shortest shot that is disturbed, frames. */
const MIN_FRAMES = 10;

const DISTRACTORS: readonly (readonly [weight: number, Distractor])[] = [
  [3, addFlashes],
  [2, addStrobe],
  [2, changeLamp],
  [3, addTitle],
  [2, addSubtitles],
  [2, rollTitle],
  [3, passObject],
  [2, addVeil],
  [2, whip],
  [1, shake],
  [1, dropFrames],
  [1, holdFrames],
  [1, changeAspect],
];

/** What a drawing stays the same drawing under. A flat colour that changes is another one. */
const DRAWING_DISTRACTORS: readonly (readonly [weight: number, Distractor])[] = [
  [3, addFlashes],
  [1, addStrobe],
  [3, changeDrawingLight],
  [3, addTitle],
  [1, addSubtitles],
  [3, rollTitle],
  [2, passObject],
  [1, shake],
  [1, dropFrames],
  [1, holdFrames],
];

const repeatByWeight = (list: readonly (readonly [weight: number, Distractor])[]): readonly Distractor[] =>
  list.flatMap(([weight, distractor]) => Array.from({ length: weight }, () => distractor));
const CHOICES = repeatByWeight(DISTRACTORS);
const DRAWING_CHOICES = repeatByWeight(DRAWING_DISTRACTORS);

/** Disturb one shot in a way that is left to chance. */
export const disturb: Distractor = (frames, from, to, dice) => {
  if (to - from >= MIN_FRAMES) dice.pick(CHOICES)(frames, from, to, dice);
};

/** Disturb one drawn shot. */
export const disturbDrawing: Distractor = (frames, from, to, dice) => {
  if (to - from >= MIN_FRAMES) dice.pick(DRAWING_CHOICES)(frames, from, to, dice);
};

/** A place for something of so many frames inside the shot. */
function choosePlace(from: number, to: number, frames: number, dice: Dice): number {
  return dice.integer(from + 1, Math.max(from + 1, to - 1 - frames));
}

/** The whole picture, or a lamp in it. */
function chooseLight(dice: Dice): Field {
  if (dice.isLucky(0.5)) return () => 1;
  const [x0, y0, radius] = [dice.next(), dice.next(), dice.between(0.25, 0.9)];
  return (x, y) => Math.max(0, 1 - Math.hypot(x - x0, y - y0) / radius);
}

function flash(frame: Bytes, lampAt: Field, strength: number, isLit: boolean): Bytes {
  if (strength < 0) return light(frame, (x, y) => 1 + strength * lampAt(x, y));
  return isLit ? light(frame, (x, y) => 1 + 2.5 * strength * lampAt(x, y)) : light(frame, () => 1, 190 * strength);
}

function addFlashes(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const lampAt = chooseLight(dice);
  const isLit = dice.isLucky(0.5);
  for (let n = dice.isLucky(0.5) ? 1 : dice.integer(2, 6); n > 0; n--) {
    const isDark = dice.isLucky(0.15);
    // The picture may be gone for half a second.
    const length = dice.integer(1, isDark ? 12 : 5);
    const at = choosePlace(from, to, length, dice);
    const strength = dice.between(0.25, 1) * (isDark ? -0.8 : 1);
    for (let i = 0; i < length && at + i < to; i++) {
      frames[at + i] = flash(frames[at + i]!, lampAt, strength * (1 - 0.7 * (i / length)), isLit);
    }
  }
}

function addStrobe(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const [lampAt, otherAt] = [chooseLight(dice), chooseLight(dice)];
  const isLit = dice.isLucky(0.6);
  const strength = dice.between(0.3, 1) * (dice.isLucky(0.8) ? 1 : -0.7);
  const most = dice.integer(1, 5);
  const end = Math.min(to, from + dice.integer(MIN_FRAMES, 90));
  for (let t = from + 1; t < end; ) {
    t += dice.integer(1, most);
    const field = dice.isLucky(0.5) ? lampAt : otherAt;
    for (let lit = dice.integer(1, most); lit > 0 && t < end; lit--, t++) {
      frames[t] = flash(frames[t]!, field, strength * dice.between(0.6, 1), isLit);
    }
  }
}

/** A lamp goes on or off, at once or slowly, and stays so. */
function changeLamp(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const ramp = dice.isLucky(0.4) ? 1 : dice.integer(2, dice.isLucky(0.5) ? 20 : 80);
  const at = choosePlace(from, to, ramp, dice);
  const gain = dice.isLucky(0.5) ? dice.between(1.2, 2) : dice.between(0.45, 0.85);
  const lampAt = chooseLight(dice);
  const tint: Color = [128, dice.integer(112, 144), dice.integer(112, 144)];
  const tinted = dice.isLucky(0.5) ? 0 : 0.25;
  for (let t = at; t < to; t++) {
    const share = Math.min(1, (t - at + 1) / ramp);
    const lit = light(frames[t]!, (x, y) => 1 + (gain - 1) * share * lampAt(x, y));
    frames[t] = tinted === 0 ? lit : paint(lit, tint, (x, y) => tinted * share * lampAt(x, y));
  }
}

/** The light of a drawing fades up or down, all over it or as of a lamp. */
function changeDrawingLight(frames: Bytes[], from: number, to: number, dice: Dice): void {
  if (measureDeviation(frames[from]!) < MIN_DEVIATION) return;
  const ramp = dice.integer(6, 50);
  const at = choosePlace(from, to, ramp, dice);
  const gain = dice.isLucky(0.5) ? dice.between(1.1, 1.5) : dice.between(0.5, 0.9);
  const lampAt = chooseLight(dice);
  for (let t = at; t < to; t++) {
    const share = Math.min(1, (t - at + 1) / ramp);
    frames[t] = light(frames[t]!, (x, y) => 1 + (gain - 1) * share * lampAt(x, y));
  }
}

/** Credits that roll up, or a line that crawls. */
function rollTitle(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const length = dice.integer(8, Math.max(8, to - from - 3));
  const at = choosePlace(from, to, length, dice);
  const speed = dice.between(0.004, 0.04) * (dice.isLucky(0.8) ? 1 : -1);
  const [inkAt, color] = [rollText(makeText(dice), speed, dice.isLucky(0.7)), chooseInk(dice)];
  const middle = length / 2;
  for (let t = at; t < Math.min(to, at + length); t++) frames[t] = paint(frames[t]!, color, inkAt(t - at - middle));
}

export function addTitle(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const length = dice.integer(5, Math.max(5, to - from - 3));
  const at = choosePlace(from, to, length, dice);
  const ramp = dice.isLucky(0.4) ? 1 : dice.integer(2, 15);
  const [inkAt, color] = [makeText(dice), chooseInk(dice)];
  for (let t = at; t < Math.min(to, at + length); t++) {
    const share = Math.min(1, (t - at + 1) / ramp, (at + length - t) / ramp);
    frames[t] = paint(frames[t]!, color, (x, y) => share * inkAt(x, y));
  }
}

function addSubtitles(frames: Bytes[], from: number, to: number, dice: Dice): void {
  for (let t = from + dice.integer(1, 8); t < to; ) {
    const text = makeText(dice);
    for (let shown = dice.integer(8, 40); shown > 0 && t < to; shown--, t++) {
      frames[t] = paint(frames[t]!, [235, 128, 128], (x, y) => (y > 0.8 ? text(x, y - 0.8) : 0));
    }
    t += dice.integer(0, 20);
  }
}

/** Something large passes close to the camera. */
function passObject(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const length = dice.integer(3, 24);
  const at = choosePlace(from, to, length, dice);
  const width = dice.between(0.15, 0.9);
  const isDown = dice.isLucky(0.3);
  const isBack = dice.isLucky(0.5);
  const [top, height] = dice.isLucky(0.5) ? [0, 1] : [dice.between(0, 0.5), dice.between(0.3, 0.7)];
  const color: Color = [dice.integer(0, 255), dice.integer(108, 148), dice.integer(108, 148)];
  const waves = dice.between(0, 30);
  for (let t = at; t < Math.min(to, at + length); t++) {
    const place = (t - at + 0.5) / length;
    const start = (1 + width) * (isBack ? 1 - place : place) - width;
    frames[t] = paint(frames[t]!, color, (x, y) => {
      const [along, beside] = isDown ? [y, x] : [x, y];
      const inside = (along - start) / width;
      if (inside <= 0 || inside >= 1 || beside < top || beside > top + height) return 0;
      return Math.min(1, 6 * inside, 6 * (1 - inside)) * (0.85 + 0.15 * Math.sin(waves * (x + y)));
    });
  }
}

/** Smoke or a picture seen through the picture comes and goes. */
function addVeil(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const length = dice.integer(8, Math.max(8, to - from - 2));
  const at = choosePlace(from, to, length, dice);
  const most = dice.between(0.15, 0.55);
  const other = frames[dice.integer(0, from)]!;
  const color: Color = [dice.integer(60, 240), dice.integer(118, 138), dice.integer(118, 138)];
  const lampAt = chooseLight(dice);
  const isPicture = dice.isLucky(0.3);
  for (let t = at; t < Math.min(to, at + length); t++) {
    const share = most * Math.sin((Math.PI * (t - at + 1)) / (length + 1));
    frames[t] = isPicture
      ? mix(frames[t]!, other, 0.6 * share)
      : paint(frames[t]!, color, (x, y) => share * lampAt(x, y));
  }
}

/** The camera swings away and back, blurred by its movement. */
function whip(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const length = dice.integer(4, 16);
  const at = choosePlace(from, to, length, dice);
  const isDown = dice.isLucky(0.3);
  const distance = dice.between(8, 26) * (dice.isLucky(0.5) ? 1 : -1);
  const original = frames.slice(at, Math.min(to, at + length));
  for (const [i, frame] of original.entries()) {
    const moved = distance * Math.sin((Math.PI * (i + 1)) / (length + 1));
    const speed = Math.abs(((distance * Math.PI) / (length + 1)) * Math.cos((Math.PI * (i + 1)) / (length + 1)));
    const blurred = speed > 2 ? blur(frame, speed / 2, isDown) : frame;
    frames[at + i] = isDown ? shift(blurred, 0, moved) : shift(blurred, moved, 0);
  }
}

function shake(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const most = dice.between(1, 5);
  for (let t = from + 1; t < to - 1; t++) {
    frames[t] = shift(frames[t]!, dice.between(-most, most), dice.between(-most, most));
  }
}

function dropFrames(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const dropped = dice.integer(1, 3);
  for (let t = choosePlace(from, to, dropped, dice); t < to - dropped; t++) frames[t] = frames[t + dropped]!;
}

function holdFrames(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const held = dice.integer(2, 9);
  const at = choosePlace(from, to, held, dice);
  for (let t = at + 1; t < Math.min(to, at + held); t++) frames[t] = frames[at]!;
}

/** Bars appear or disappear within the shot. */
function changeAspect(frames: Bytes[], from: number, to: number, dice: Dice): void {
  const at = choosePlace(from, to, 4, dice);
  const bar = dice.between(0.05, 0.15);
  const isAcross = dice.isLucky(0.3);
  const [first, end] = dice.isLucky(0.5) ? [from, at] : [at, to];
  const barAt: Field = (x, y) => Number(Math.min(isAcross ? x : y, 1 - (isAcross ? x : y)) < bar);
  for (let t = first; t < end; t++) frames[t] = paint(frames[t]!, [0, 128, 128], barAt);
}
