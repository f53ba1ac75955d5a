import { createRandom } from '#core/cluster/index';

/** Random choices that a seed fixes. */
export interface Dice {
  /** 0 <= x < 1. */
  next(): number;
  isLucky(probability: number): boolean;
  between(least: number, most: number): number;
  /** Both ends inclusive. */
  integer(least: number, most: number): number;
  pick<T>(choices: readonly T[]): T;
}

export function createDice(seed: number): Dice {
  const next = createRandom(seed);
  return {
    next,
    isLucky: (probability) => next() < probability,
    between: (least, most) => least + (most - least) * next(),
    integer: (least, most) => least + Math.floor((most - least + 1) * next()),
    pick: (choices) => choices[Math.floor(choices.length * next())]!,
  };
}
