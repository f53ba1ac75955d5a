import { SMALL_FRAME_BYTES } from '#core/shots/index';
import type { Dice } from './dice.ts';
import { type Bytes, type Color, grade, light, mirror, PLANES, paint, shift } from './paint.ts';
import { repeatFrames, type Track } from './track.ts';

/**
 * Give a whole stream the look of another film: its wear, its compression and its frame rate.
 *
 * @param isWorn false for drawings: steps between flat colours would be lost in the flicker.
 */
export function restyle(track: Track, dice: Dice, isWorn: boolean): Track {
  let change: Change = (frame) => frame;
  if (isWorn && dice.isLucky(0.1)) change = then(change, chooseWear(dice));
  if (dice.isLucky(0.15)) change = then(change, chooseMark(dice));
  if (dice.isLucky(0.5)) change = then(change, chooseGrain(dice));
  if (dice.isLucky(0.4)) change = then(change, chooseCompression(dice));
  if (dice.isLucky(0.08)) change = then(change, chooseBars(dice));
  if (dice.isLucky(0.5)) change = then(change, mirror);
  const frames = track.frames.map((frame, t) => change(frame, track.cut[t] === 1));
  return changeRate({ ...track, frames }, dice);
}

/** Changes a frame; frames come in order. */
type Change = (frame: Bytes, isCut: boolean) => Bytes;

const then =
  (first: Change, second: Change): Change =>
  (frame, isCut) =>
    second(first(frame, isCut), isCut);

/** Choose colours: contrast, light and saturation. */
export function chooseGrade(dice: Dice): (frame: Bytes) => Bytes {
  const gamma = dice.between(0.7, 1.35);
  const gain = dice.between(0.75, 1.15);
  const lift = dice.isLucky(0.2) ? dice.between(0, 16) : 0;
  const luma = Uint8Array.from({ length: 256 }, (_, code) =>
    Math.min(255, Math.round(lift + (255 - lift) * gain * (code / 255) ** gamma)),
  );
  const turn = dice.isLucky(0.3) ? dice.between(0, 2 * Math.PI) : dice.between(-0.25, 0.25);
  const saturation = dice.isLucky(0.14) ? 0 : dice.between(0.6, 1.3);
  return (frame) => grade(frame, luma, turn, saturation);
}

/** An old print: it flickers and moves in the gate. */
function chooseWear(dice: Dice): Change {
  const flicker = dice.between(0, 0.15);
  const weave = dice.between(0, 1.5);
  const dirt = dice.between(0, 0.15);
  return (frame) => {
    const gain = 1 + dice.between(-flicker, flicker);
    const moved = shift(frame, dice.between(-weave, weave), dice.between(-weave, weave));
    const lit = light(moved, () => gain);
    if (!dice.isLucky(dirt)) return lit;
    const [x0, y0, radius] = [dice.next(), dice.next(), dice.between(0.02, 0.12)];
    return paint(lit, [dice.integer(0, 255), 128, 128], (x, y) => Number(Math.hypot(x - x0, y - y0) < radius));
  };
}

/** A mark of the station or a line of text that stays over all shots. */
function chooseMark(dice: Dice): Change {
  const [left, top] = [dice.between(0, 0.8), dice.pick([0.02, 0.04, 0.8, 0.86])];
  const [width, height] = [dice.between(0.06, 0.5), dice.between(0.04, 0.12)];
  const color: Color = [dice.integer(180, 255), 128, 128];
  const ink = Float64Array.from({ length: 64 }, () => dice.between(0.1, 0.9));
  const isInside = (x: number, y: number) => x >= left && x < left + width && y >= top && y < top + height;
  return (frame) => paint(frame, color, (x, y) => (isInside(x, y) ? ink[Math.floor(64 * x)]! : 0));
}

function chooseGrain(dice: Dice): Change {
  // Snow on a small screen, one time of ten.
  const most = dice.isLucky(0.1) ? dice.between(5, 18) : dice.between(0.5, 5);
  return (frame) => frame.map((code, i) => (i < PLANES[1]!.offset ? limit(code + dice.between(-most, most)) : code));
}

/** Errors of blocks that stay until the next key frame; codecs often put one at a cut. */
function chooseCompression(dice: Dice): Change {
  const most = dice.between(0.5, 3);
  const interval = dice.integer(12, 120);
  const errors = new Float64Array(SMALL_FRAME_BYTES);
  let age = interval;
  return (frame, isCut) => {
    if (++age >= interval || (isCut && dice.isLucky(0.7))) {
      age = 0;
      for (const { offset, width, height } of PLANES) {
        const blocks = Float64Array.from({ length: 12 * 9 }, () => dice.between(-most, most));
        for (let i = 0; i < width * height; i++) {
          const column = Math.floor((12 * (i % width)) / width);
          const row = Math.floor((9 * Math.floor(i / width)) / height);
          errors[offset + i] = blocks[12 * row + column]!;
        }
      }
    }
    return frame.map((code, i) => limit(code + errors[i]!));
  };
}

function chooseBars(dice: Dice): Change {
  const bar = dice.between(0.04, 0.14);
  const isAcross = dice.isLucky(0.3);
  return (frame) =>
    paint(frame, [0, 128, 128], (x, y) => Number(Math.min(isAcross ? x : y, 1 - (isAcross ? x : y)) < bar));
}

/** Repeat frames as pulldown does, or at random as recordings of a screen do. */
function changeRate(track: Track, dice: Dice): Track {
  const chance = dice.next();
  if (chance < 0.65) return track;
  const every = dice.integer(2, 6);
  return repeatFrames(
    track,
    track.frames.map((_, t) => (chance < 0.95 ? (t % every === 0 ? 2 : 1) : dice.integer(1, 3))),
  );
}

const limit = (code: number): number => Math.min(255, Math.max(0, Math.round(code)));
