import { setTimeout as sleep } from 'node:timers/promises';

/** Wait until a fact is true, ten seconds at most: CI is busy. @returns whether it is true. */
export async function waitFor(isTrue: () => boolean): Promise<boolean> {
  for (let i = 0; i < 500 && !isTrue(); i++) await sleep(20);
  return isTrue();
}
