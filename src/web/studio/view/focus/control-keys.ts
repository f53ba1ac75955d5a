/** Keys with which each kind of control changes its value; all others belong to the film. */
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const SLIDER_KEYS = [...ARROWS, 'Home', 'End', 'PageUp', 'PageDown'];
const PRESS_KEYS = [' ', 'Enter'];

/** Inputs that take no text. */
const OTHER_INPUTS =
  '[type="range"], [type="radio"], [type="checkbox"], [type="button"], [type="file"], [type="color"]';

/** Whether the focused control was reached with the pointer: then only its own text takes keys. */
let isFocusedByPointer = false;
window.addEventListener('pointerdown', () => (isFocusedByPointer = true), { capture: true });
window.addEventListener(
  'keydown',
  ({ key }) => {
    if (key === 'Tab') isFocusedByPointer = false;
  },
  { capture: true },
);

/**
 * Whether the focused control uses a pressed key. Text fields use all keys but Escape. A switch or
 * button that was clicked uses none: arrows and the space bar then belong to the film.
 */
export function isHandledByControl({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || key === 'Escape') return false;
  if (target.matches('textarea')) return true;
  if (target.matches('input') && !target.matches(OTHER_INPUTS)) return true;
  if (target.matches('select'))
    return SLIDER_KEYS.includes(key) || PRESS_KEYS.includes(key) || /^[\p{L}\d]$/u.test(key);
  if (target.matches('[type="range"]')) return SLIDER_KEYS.includes(key);
  if (target.matches('[type="radio"]') && ARROWS.includes(key)) return !isFocusedByPointer;
  return PRESS_KEYS.includes(key) && !isFocusedByPointer && target.matches('button, summary, a[href], input');
}
