import type { Dice } from './dice.ts';
import type { Color, Field } from './paint.ts';

/** Text as light and dark cells in lines. */
export function makeText(dice: Dice): Field {
  const [left, top] = [dice.between(0, 0.75), dice.between(0, 0.85)];
  const [width, height] = [dice.between(0.1, 0.9), dice.between(0.06, dice.isLucky(0.8) ? 0.2 : 0.6)];
  const ink = Float64Array.from({ length: 64 * 36 }, () => (dice.isLucky(0.6) ? dice.between(0.3, 0.9) : 0));
  const line = dice.between(0.06, 0.14);
  return (x, y) => {
    if (x < left || x > left + width || y < top || y > top + height || (y - top) % line > 0.7 * line) return 0;
    return ink[36 * Math.min(63, Math.floor(64 * x)) + Math.min(35, Math.floor(36 * y))]!;
  };
}

/** A colour of text. */
export const chooseInk = (dice: Dice): Color => [
  dice.isLucky(0.8) ? dice.integer(190, 255) : dice.integer(0, 50),
  128,
  128,
];

/** Text that rolls up or crawls through the picture, at so many pictures per frame. */
export const rollText =
  (text: Field, speed: number, isUp: boolean) =>
  (t: number): Field =>
  (x, y) =>
    isUp ? text(x, y + speed * t) : text(x + speed * t, y);
