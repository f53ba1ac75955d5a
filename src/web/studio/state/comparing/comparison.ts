import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { findBlock, timeInB } from '../../../../core/compare/index.ts';
import type { Fingerprint } from '../../../../core/fingerprint/index.ts';
import type { CompareAnswer, CompareCommand, FilmComparison } from '../../comparing/messages.ts';
import type { Item } from '../item.ts';
import { StripState } from '../strip-state.ts';
import { current, cursorSeconds, items, mode } from '../studio.ts';

/** Whether the second film follows the moment and the zoom of the first. */
export const isLinked = signal(true);
/** The moment of the second film where it is not linked, seconds. */
export const freeSeconds = signal(0);
const chosenId = signal<number | null>(null);

/** Films that the shown one can be compared with. */
export const candidates: ReadonlySignal<readonly Item[]> = computed(() =>
  items.value.filter((item) => item !== current.value && item.fingerprint.value !== null),
);

/** The film that the shown one is compared with; null if there is none. */
export const otherItem: ReadonlySignal<Item | null> = computed(
  () => candidates.value.find(({ id }) => id === chosenId.value) ?? candidates.value[0] ?? null,
);

export function chooseOther(id: number): void {
  chosenId.value = id;
}

/** The result of the worker for the two shown films. */
export const compared = signal<FilmComparison | null>(null);
/** Why the films cannot be compared, as a sentence. */
export const compareProblem = signal<string | null>(null);

let worker: Worker | null = null;
let lastId = 0;
const known = new WeakMap<Fingerprint, WeakMap<Fingerprint, FilmComparison>>();

effect(() => {
  const [a, b] = [current.value?.fingerprint.value, otherItem.value?.fingerprint.value];
  // Work for films that are no longer shown is of no use.
  worker?.terminate();
  worker = null;
  compareProblem.value = null;
  compared.value = (a != null && b != null && known.get(a)?.get(b)) || null;
  if (mode.value !== 'compare' || a == null || b == null || compared.peek() !== null) return;
  const id = ++lastId;
  worker = new Worker(new URL('../../comparing/compare-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<CompareAnswer>) => {
    if (data.id !== lastId) return;
    if (data.compared !== null) {
      const ofA = known.get(a) ?? new WeakMap<Fingerprint, FilmComparison>();
      known.set(a, ofA.set(b, data.compared));
    }
    compared.value = data.compared;
    compareProblem.value = data.problem;
  };
  worker.onerror = () => {
    compareProblem.value = 'These films could not be compared.';
  };
  worker.postMessage({ id, a, b } satisfies CompareCommand);
});

/**
 * Where the second film shows a moment of the first, seconds; null where it does not. Different
 * films are linked by the share of their length.
 */
export function findOtherSeconds(seconds: number): number | null {
  const [film, other] = [current.value?.strip.value, otherItem.value?.strip.value];
  if (film == null || other == null || compared.value === null) return null;
  const { comparison } = compared.value;
  if (!comparison.sameFilm) return (seconds / Math.max(1e-9, film.seconds)) * other.seconds;
  const block = comparison.blocks.find(({ a }) => seconds >= a.from && seconds < a.to);
  return block === undefined ? null : timeInB(block, seconds);
}

/** The moment of the second film, seconds; null where it does not show that of the first. */
export const otherSeconds: ReadonlySignal<number | null> = computed(() =>
  isLinked.value ? findOtherSeconds(cursorSeconds.value) : freeSeconds.value,
);

/** The second film along the time of the first: at each place its column of the same moment. */
export const alignedStrip: ReadonlySignal<StripState | null> = computed(() => {
  const [film, other] = [current.value?.strip.value, otherItem.value?.strip.value];
  if (film == null || other == null || compared.value === null) return null;
  const aligned = new StripState(film.times, film.seconds);
  for (const [place, seconds] of film.times.entries()) {
    const counterpart = findOtherSeconds(seconds);
    const column = counterpart === null ? null : other.columns[other.placeAt(counterpart)];
    if (column != null) aligned.putExact(place, column);
  }
  return aligned;
});

/** The difference at the cursor, CIEDE2000; null where none was measured. */
export const cursorDifference: ReadonlySignal<number | null> = computed(() => {
  const [seconds, counterpart] = [cursorSeconds.value, findOtherSeconds(cursorSeconds.value)];
  if (compared.value === null || counterpart === null) return null;
  const { blocks, moments } = compared.value.comparison;
  const block = findBlock(blocks, { a: seconds, b: counterpart });
  let nearest = null;
  for (const moment of moments) {
    if (nearest !== null && Math.abs(moment.a - seconds) >= Math.abs(nearest.a - seconds)) continue;
    if (findBlock(blocks, moment) === block) nearest = moment;
  }
  return nearest?.difference ?? null;
});
