import type { Fingerprint } from '../../fingerprint/index.ts';
import { findFrom } from '../align/find-from.ts';

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
