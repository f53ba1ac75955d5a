import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import type { Column } from '../../../core/fingerprint/index.ts';
import { colorsOf } from './asking/picked-color.ts';
import type { Item } from './item.ts';

/** The shelf: all open items, in the order they were opened. */
export const items = signal<readonly Item[]>([]);
/** Id of the shown item; null on the start page. */
export const currentId = signal<number | null>(null);
/** The views of a film: its colours, its shots, beside another film, its posters. */
export const MODES = ['explore', 'shots', 'compare', 'poster'] as const;
/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** Read the name of a view; `explore` for anything else. */
export const parseMode = (value: unknown): Mode => MODES.find((known) => known === value) ?? 'explore';

/** The shown view. */
export const mode = signal<Mode>('explore');
/** Position of the cursor, seconds. */
export const cursorSeconds = signal(0);
/** Whether the cursor stays when the pointer moves. */
export const isHeld = signal(false);
/** The time range that the strip shows, seconds; null for the whole film. */
export const zoom = signal<readonly [from: number, to: number] | null>(null);
/** The highlighted colour: `#rrggbb`, or a plain name that covers several. */
export const pickedColor = signal<string | null>(null);
/**
 * Maximum distance from the highlighted colour, OKLab times 100: 2 is barely visible, 20 is another
 * colour.
 */
export const tolerance = signal(6);

export const current: ReadonlySignal<Item | null> = computed(
  () => items.value.find(({ id }) => id === currentId.value) ?? null,
);

/** The place of the strip under the cursor. */
export const cursorPlace: ReadonlySignal<number> = computed(
  () => current.value?.strip.value?.placeAt(cursorSeconds.value) ?? 0,
);

/** The column at that place; null if none is known. */
export const cursorColumn: ReadonlySignal<Column | null> = computed(() => {
  const item = current.value;
  void item?.version.value;
  return item?.strip.value?.columns[cursorPlace.value] ?? null;
});

/** Duration of the shown film, seconds. */
export const durationSeconds: ReadonlySignal<number> = computed(() => current.value?.strip.value?.seconds ?? 0);

/** The time range that the strip shows, seconds. */
export const shownRange: ReadonlySignal<readonly [from: number, to: number]> = computed(
  () => zoom.value ?? [0, durationSeconds.value],
);

/** The swatches that match the highlighted colour. */
export interface ColorMatches {
  /** Per place: a bit for each matching swatch; bit 0 is the first swatch. */
  readonly masks: Uint32Array;
  /** Number of places with a match. */
  readonly places: number;
  /** Share of the whole picture area, 0 to 1. */
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

/** Whether a colour is near to one of several, all in OKLab. */
function isNear(labs: Float64Array, at: number, wanted: Float64Array, maxSquare: number): boolean {
  for (let i = 0; i < wanted.length; i += 3) {
    const [dL, da, db] = [labs[at]! - wanted[i]!, labs[at + 1]! - wanted[i + 1]!, labs[at + 2]! - wanted[i + 2]!];
    if (dL * dL + da * da + db * db <= maxSquare) return true;
  }
  return false;
}

/** Matches of the highlighted colour; null if none is picked. */
export const colorMatches: ReadonlySignal<ColorMatches | null> = computed(() => {
  const [item, color] = [current.value, pickedColor.value];
  const strip = item?.strip.value;
  if (item == null || strip == null || color === null) return null;
  void item.version.value;
  const wanted = Float64Array.from(srgb8ToOklab(Uint8Array.from(colorsOf(color).flatMap((one) => parseHex(one)))));
  const maxSquare = (tolerance.value / 100) ** 2;
  const masks = new Uint32Array(strip.columns.length);
  let [places, share] = [0, 0];
  for (const [place, column] of strip.columns.entries()) {
    if (column === null) continue;
    const known = labsOf(column);
    for (const [k, swatch] of column.swatches.entries()) {
      if (!isNear(known, 3 * k, wanted, maxSquare)) continue;
      masks[place]! |= 1 << k;
      share += swatch.share;
    }
    if (masks[place] !== 0) places++;
  }
  return { masks, places, share: share / Math.max(1, strip.columns.length) };
});

/** Add an item to the shelf and show it. */
export function addItem(item: Item): void {
  items.value = [...items.value, item];
  showItem(item.id);
}

/** How a film was looked at when another was shown. */
export interface KeptView {
  readonly seconds: number;
  readonly isHeld: boolean;
  readonly zoom: readonly [from: number, to: number] | null;
  readonly color: string | null;
}

const keptViews = new WeakMap<Item, KeptView>();

/** How an item is looked at; null if it was never shown. */
export function viewOf(item: Item): KeptView | null {
  if (item !== current.peek()) return keptViews.get(item) ?? null;
  return { seconds: cursorSeconds.value, isHeld: isHeld.value, zoom: zoom.value, color: pickedColor.value };
}

/** Set how an item is looked at when it is shown next. */
export function keepView(item: Item, view: KeptView): void {
  keptViews.set(item, view);
}

/**
 * Show an item as it was left; null shows the start page. A highlighted colour stays highlighted in
 * the next item.
 */
export function showItem(id: number | null): void {
  if (id === currentId.value) return;
  const left = current.peek();
  if (left !== null) keepView(left, viewOf(left)!);
  const next = items.peek().find((item) => item.id === id);
  const view = next && keptViews.get(next);
  batch(() => {
    currentId.value = id;
    zoom.value = view?.zoom ?? null;
    pickedColor.value ??= view?.color ?? null;
    isHeld.value = view?.isHeld ?? false;
    wantedPlace = null;
    cursorSeconds.value = view?.seconds ?? FIRST_SHARE * (next?.strip.peek()?.seconds ?? 0);
  });
}

/** A place requested while the film is opening, before its strip is known; null if none. */
let wantedPlace: number | null = null;

/**
 * Move the cursor to a place and hold it; the shown range follows. While the film is opening, the
 * place is remembered.
 */
export function moveTo(place: number): void {
  const strip = current.value?.strip.value;
  isHeld.value = true;
  wantedPlace = strip == null ? place : null;
  if (strip == null) return;
  moveToSeconds(strip.times[Math.max(0, Math.min(strip.times.length - 1, place))]!);
}

/** Move the cursor to a time and hold it; the shown range follows. */
export function moveToSeconds(seconds: number): void {
  isHeld.value = true;
  cursorSeconds.value = seconds;
  if (zoom.value === null) return;
  const [from, to] = zoom.value;
  if (seconds < from || seconds > to) zoomTo(seconds - (to - from) / 2, seconds + (to - from) / 2);
}

/** Move the cursor by a number of places. */
export function moveBy(places: number): void {
  if (current.value?.strip.value != null) moveTo(cursorPlace.value + places);
}

/** The shortest range that the strip shows, columns. */
const MIN_COLUMNS = 12;

/** Show a time range, seconds; the whole film if the range is as long. */
export function zoomTo(from: number, to: number): void {
  const strip = current.value?.strip.value;
  const whole = durationSeconds.value;
  if (strip == null) return;
  const least = Math.min(whole, (MIN_COLUMNS * whole) / strip.times.length);
  const length = Math.max(least, to - from);
  if (length >= whole) {
    zoom.value = null;
    return;
  }
  const start = Math.max(0, Math.min(whole - length, (from + to - length) / 2));
  zoom.value = [start, start + length];
}

/** Scale the shown range by a factor, around the cursor. */
export function zoomBy(factor: number): void {
  const [from, to] = shownRange.value;
  const at = Math.max(from, Math.min(to, cursorSeconds.value));
  zoomTo(at - (at - from) * factor, at + (to - at) * factor);
}

/** Move to the next or previous run of places that match the highlighted colour. */
export function nextMatch(direction: 1 | -1): void {
  const masks = colorMatches.value?.masks;
  if (masks === undefined) return;
  // A run begins where the place before does not match.
  const isStart = (place: number) => masks[place] !== 0 && (place === 0 || masks[place - 1] === 0);
  for (let place = cursorPlace.value + direction; place >= 0 && place < masks.length; place += direction) {
    if (isStart(place)) {
      moveTo(place);
      return;
    }
  }
}

/** First position of the cursor, as a share of the film: many films begin with black. */
export const FIRST_SHARE = 0.35;

// Once the duration is known: move to the remembered place, or to the first position if the user
// has not moved the cursor.
effect(() => {
  const seconds = durationSeconds.value;
  if (seconds === 0) return;
  untracked(() => {
    if (wantedPlace !== null) moveTo(wantedPlace);
    else if (cursorSeconds.value === 0) cursorSeconds.value = FIRST_SHARE * seconds;
  });
});
