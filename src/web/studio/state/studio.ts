import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import type { Column } from '../../../core/fingerprint/index.ts';
import { type Item, releaseItem } from './item.ts';

/** What is on the shelf, in the order it was opened. */
export const items = signal<readonly Item[]>([]);
/** Which of it is shown; null: nothing. */
export const currentId = signal<number | null>(null);
/** Looking at the film, or making a poster of it. */
export const mode = signal<'look' | 'make'>('look');
/** Where one looks, seconds. */
export const cursorSeconds = signal(0);
/** Whether the cursor stays where it is when the pointer moves on. */
export const isHeld = signal(false);
/** The stretch that the strip shows, seconds; null: all of it. */
export const zoom = signal<readonly [from: number, to: number] | null>(null);
/** The colour that is looked for, `#rrggbb`. */
export const pickedColor = signal<string | null>(null);
/** How far a colour may be from it, OKLab distance times 100: 2 is hardly seen, 20 another colour. */
export const tolerance = signal(6);
/** What was just done, for those who cannot see it; shown for a moment. */
export const notice = signal<string | null>(null);

/** What is shown. */
export const current: ReadonlySignal<Item | null> = computed(
  () => items.value.find(({ id }) => id === currentId.value) ?? null,
);

/** The place of the strip that one looks at. */
export const cursorPlace: ReadonlySignal<number> = computed(
  () => current.value?.board.value?.placeAt(cursorSeconds.value) ?? 0,
);

/** The column there, or null. */
export const cursorColumn: ReadonlySignal<Column | null> = computed(() => {
  const item = current.value;
  void item?.version.value;
  return item?.board.value?.columns[cursorPlace.value] ?? null;
});

/** How long the film is, seconds. */
export const durationSeconds: ReadonlySignal<number> = computed(() => current.value?.board.value?.seconds ?? 0);

/** The stretch that the strip shows. */
export const shownStretch: ReadonlySignal<readonly [from: number, to: number]> = computed(
  () => zoom.value ?? [0, durationSeconds.value],
);

/** Where a colour is. */
export interface ColorMatches {
  /** Of each place: a bit for each of its swatches that has the colour, the first being 1. */
  readonly masks: Uint32Array;
  /** How many places have it. */
  readonly places: number;
  /** Its share of all pictures, 0 to 1. */
  readonly share: number;
}

const labs = new WeakMap<Column, Float64Array>();

function labsOf(column: Column): Float64Array {
  let known = labs.get(column);
  if (known === undefined) {
    known = Float64Array.from(srgb8ToOklab(Uint8Array.from(column.swatches.flatMap(({ color }) => parseHex(color)))));
    labs.set(column, known);
  }
  return known;
}

/** Where the picked colour is; null where none is picked. */
export const lit: ReadonlySignal<ColorMatches | null> = computed(() => {
  const [item, color] = [current.value, pickedColor.value];
  const board = item?.board.value;
  if (item == null || board == null || color === null) return null;
  void item.version.value;
  const [L, a, b] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
  const most = (tolerance.value / 100) ** 2;
  const masks = new Uint32Array(board.columns.length);
  let [places, share] = [0, 0];
  for (const [place, column] of board.columns.entries()) {
    if (column === null) continue;
    const known = labsOf(column);
    for (const [k, swatch] of column.swatches.entries()) {
      const [dL, da, db] = [known[3 * k]! - L!, known[3 * k + 1]! - a!, known[3 * k + 2]! - b!];
      if (dL * dL + da * da + db * db > most) continue;
      masks[place]! |= 1 << k;
      share += swatch.share;
    }
    if (masks[place] !== 0) places++;
  }
  return { masks, places, share: share / Math.max(1, board.columns.length) };
});

/** Put something on the shelf and show it. */
export function addItem(item: Item): void {
  items.value = [...items.value, item];
  showItem(item.id);
}

/** Show one thing of the shelf, or nothing of it. */
export function showItem(id: number | null): void {
  if (id === currentId.value) return;
  batch(() => {
    currentId.value = id;
    zoom.value = null;
    pickedColor.value = null;
    isHeld.value = false;
    wantedPlace = null;
    cursorSeconds.value = FIRST_LOOK * (items.value.find((item) => item.id === id)?.board.value?.seconds ?? 0);
  });
}

/** Take something off the shelf. */
export function removeItem(item: Item): void {
  releaseItem(item);
  const rest = items.value.filter((other) => other !== item);
  items.value = rest;
  if (currentId.value === item.id) showItem(rest.at(-1)?.id ?? null);
}

/** Where somebody wants to look in a film that is being opened; null: nowhere yet. */
let wantedPlace: number | null = null;

/** Look at a place of the strip and stay there; the stretch that is shown follows. While the film is being opened this is kept for then. */
export function moveTo(place: number): void {
  const board = current.value?.board.value;
  isHeld.value = true;
  wantedPlace = board == null ? place : null;
  if (board == null) return;
  const seconds = board.times[Math.max(0, Math.min(board.times.length - 1, place))]!;
  cursorSeconds.value = seconds;
  if (zoom.value === null) return;
  const [from, to] = zoom.value;
  if (seconds < from || seconds > to) zoomTo(seconds - (to - from) / 2, seconds + (to - from) / 2);
}

/** Look a number of places further along the strip. */
export function moveBy(places: number): void {
  if (current.value?.board.value != null) moveTo(cursorPlace.value + places);
}

/** The shortest stretch that is shown: so many columns. */
const MIN_COLUMNS = 12;

/** Show a stretch, seconds; all of it where it is as long as the film. */
export function zoomTo(from: number, to: number): void {
  const board = current.value?.board.value;
  const whole = durationSeconds.value;
  if (board == null) return;
  const least = Math.min(whole, (MIN_COLUMNS * whole) / board.times.length);
  const length = Math.max(least, to - from);
  if (length >= whole) {
    zoom.value = null;
    return;
  }
  const start = Math.max(0, Math.min(whole - length, (from + to - length) / 2));
  zoom.value = [start, start + length];
}

/** Show a stretch longer or shorter by a factor, around where one looks. */
export function zoomBy(factor: number): void {
  const [from, to] = shownStretch.value;
  const at = Math.max(from, Math.min(to, cursorSeconds.value));
  zoomTo(at - (at - from) * factor, at + (to - at) * factor);
}

/** Go to the next moment that has the picked colour, or the one before. */
export function nextMatch(direction: 1 | -1): void {
  const masks = lit.value?.masks;
  if (masks === undefined) return;
  // A moment begins where the colour comes.
  const begins = (place: number) => masks[place] !== 0 && (place === 0 || masks[place - 1] === 0);
  for (let place = cursorPlace.value + direction; place >= 0 && place < masks.length; place += direction) {
    if (begins(place)) {
      moveTo(place);
      return;
    }
  }
}

/** Say what was done. */
export function say(text: string): void {
  notice.value = text;
}

/** Where one looks first, as a share of the film: many begin in the dark. */
const FIRST_LOOK = 0.35;

// As soon as it is known how long the film is: where it was asked for meanwhile, or where nobody has looked anywhere yet.
effect(() => {
  const seconds = durationSeconds.value;
  if (seconds === 0) return;
  untracked(() => {
    if (wantedPlace !== null) moveTo(wantedPlace);
    else if (cursorSeconds.value === 0) cursorSeconds.value = FIRST_LOOK * seconds;
  });
});

/** How long it is shown, milliseconds. */
const NOTICE_MS = 1800;
let clearing: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  if (notice.value === null) return;
  clearTimeout(clearing);
  clearing = setTimeout(() => {
    notice.value = null;
  }, NOTICE_MS);
});

/** Copy a colour's code. */
export async function copyColor(color: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(color);
    say(`${color} copied`);
  } catch {
    say(`This browser does not let pages copy. The colour is ${color}.`);
  }
}
