import { computed, type ReadonlySignal } from '@preact/signals';
import type { Shot } from '../../../core/fingerprint/index.ts';
import { current, cursorSeconds, moveTo, moveToSeconds } from './studio.ts';

/** The shots of the shown film; null if they are not known. */
export const shots: ReadonlySignal<readonly Shot[] | null> = computed(
  () => current.value?.fingerprint.value?.shots ?? null,
);

/** Index of the shot under the cursor. */
const cursorShot = computed(() =>
  Math.max(0, shots.value?.findLastIndex(({ from }) => from <= cursorSeconds.value) ?? 0),
);

/** A shot, its index, and how many shots the film has. */
export interface ShownShot {
  readonly shot: Shot;
  readonly index: number;
  readonly count: number;
}

/** The shot under the cursor; null if shots are not known. */
export const shownShot: ReadonlySignal<ShownShot | null> = computed(() => {
  const [all, index] = [shots.value, cursorShot.value];
  return all === null ? null : { shot: all[index]!, index, count: all.length };
});

/**
 * Move to the next or previous shot: to its first column, so that its colours are shown, or to its
 * middle if it has none.
 */
export function moveToShot(direction: 1 | -1): void {
  const strip = current.value?.strip.value;
  const shot = shots.value?.[cursorShot.value + direction];
  if (strip == null || shot === undefined) return;
  const place = strip.times.findIndex((time) => time >= shot.from);
  if (place >= 0 && strip.times[place]! < shot.to) moveTo(place);
  else moveToSeconds((shot.from + shot.to) / 2);
}
