import type { Fingerprint } from '../../fingerprint/index.ts';

/** The times at which shots begin, ascending; none if shots were not detected. */
export const listTransitions = ({ shots = [] }: Fingerprint): number[] => shots.map(({ from }) => from);

/** Whether a time is nearer than `margin` to one of `times`, which ascend. */
export function isNearAny(times: readonly number[], time: number, margin: number): boolean {
  const next = findFrom(times, time - margin);
  return next < times.length && times[next]! <= time + margin;
}

/** Whether one of `times`, which ascend, lies between two others: a shot begins after the earlier one. */
export function isBetween(times: readonly number[], one: number, other: number): boolean {
  const next = findFrom(times, Math.min(one, other) + 1e-6);
  return next < times.length && times[next]! <= Math.max(one, other);
}

/** The index of the first of `times`, which ascend, from `time` on. */
export function findFrom(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
