import { isPicking, pick, startPicking } from '../state/asking/eyedropper.ts';
import { isHelpOpen } from '../state/first-visit.ts';
import { isMuted, togglePlaying } from '../state/player.ts';
import { moveToShot } from '../state/shots.ts';
import {
  current,
  isHeld,
  mode,
  moveBy,
  moveTo,
  nextMatch,
  pickedColor,
  shownRange,
  zoom,
  zoomBy,
} from '../state/studio.ts';
import { isHandledByControl } from './focus/control-keys.ts';

/** Share of the shown range that Page Up, Page Down, or an arrow with Shift moves by. */
const PAGE = 0.05;

/** The same in columns, at least 1. */
export function pageColumns(): number {
  const strip = current.value?.strip.value;
  if (strip == null) return 1;
  const [from, to] = shownRange.value;
  return Math.max(1, Math.round((strip.placeAt(to) - strip.placeAt(from)) * PAGE));
}

/** Actions of keys, everywhere but in fields that take text. */
const ACTIONS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => moveBy(-1),
  ArrowRight: () => moveBy(1),
  'Shift+ArrowLeft': () => moveBy(-pageColumns()),
  'Shift+ArrowRight': () => moveBy(pageColumns()),
  PageUp: () => moveBy(-pageColumns()),
  PageDown: () => moveBy(pageColumns()),
  Home: () => moveTo(0),
  End: () => moveTo(Number.MAX_SAFE_INTEGER),
  '+': () => zoomBy(0.5),
  '=': () => zoomBy(0.5),
  '-': () => zoomBy(2),
  '0': () => {
    zoom.value = null;
  },
  '[': () => nextMatch(-1),
  ']': () => nextMatch(1),
  ',': () => moveToShot(-1),
  '.': () => moveToShot(1),
  '/': () => document.querySelector<HTMLElement>('.color-field input')?.focus(),
  i: () => (isPicking.value ? pick(null) : startPicking()),
  ' ': () => togglePlaying(),
  m: () => {
    isMuted.value = !isMuted.value;
  },
  s: () => {
    mode.value = 'shots';
  },
  c: () => {
    mode.value = 'compare';
  },
  e: () => {
    mode.value = 'explore';
  },
  p: () => {
    mode.value = 'poster';
  },
  Escape: () => {
    if (isPicking.value) pick(null);
    else if (pickedColor.value !== null) pickedColor.value = null;
    else if (zoom.value !== null) zoom.value = null;
    else isHeld.value = false;
  },
};

/** Listen to the keyboard. @returns a function that stops listening. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isHandledByControl(event)) return;
    if (isHelpOpen.value) return;
    if (event.key === '?') {
      event.preventDefault();
      isHelpOpen.value = true;
      return;
    }
    if (current.value === null || current.value.kind === 'still') return;
    const isArrow = event.shiftKey && event.key.startsWith('Arrow');
    const action = ACTIONS[isArrow ? `Shift+${event.key}` : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
