import {
  current,
  isHeld,
  mode,
  moveBy,
  moveTo,
  nextMatch,
  pickedColor,
  shownStretch,
  zoom,
  zoomBy,
} from '../state/studio.ts';

/** Columns that Page Up and Page Down, or an arrow with Shift, move by: a share of the stretch that is shown. */
const PAGE = 0.05;

/** Columns of a page. */
export function pageColumns(): number {
  const board = current.value?.board.value;
  if (board == null) return 1;
  const [from, to] = shownStretch.value;
  return Math.max(1, Math.round((board.placeAt(to) - board.placeAt(from)) * PAGE));
}

/** What a key does wherever one is, but for fields that take letters. */
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
  l: () => {
    mode.value = 'look';
  },
  m: () => {
    mode.value = 'make';
  },
  Escape: () => {
    if (pickedColor.value !== null) pickedColor.value = null;
    else if (zoom.value !== null) zoom.value = null;
    else isHeld.value = false;
  },
};

/** Whether a key belongs to what has the focus. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input[type="range"], input[type="radio"], select')) return key !== 'Escape';
  return target.matches('input, textarea') && key !== 'Escape';
}

/** Listen to the keyboard. @returns stops. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target, event.key)) return;
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
